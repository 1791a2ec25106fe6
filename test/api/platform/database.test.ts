import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settleMode } from '../../../server/platform/db/demo-mark.ts';
import { mayActAsOwner } from '../../../server/platform/db/log-ins.ts';
import { DB_ROLES } from '../../../server/platform/db/tenancy.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { query } from '../../kit/launcher.ts';

let database: FreshDatabase;
let demo: FreshDatabase;
beforeAll(async () => {
  [database, demo] = await Promise.all([freshDatabase(), freshDatabase()]);
});
afterAll(async () => {
  await database?.drop();
  await demo?.drop();
});

describe('a database belongs to one mode', () => {
  const open = ({ ownerUrl }: FreshDatabase, mode: 'demo' | 'real'): Promise<void> =>
    settleMode(ownerUrl, mode === 'demo');
  const fill = ({ superuserUrl }: FreshDatabase): Promise<unknown> =>
    query(
      superuserUrl,
      `insert into organization (id, created_at, kind, name, code) values ('${randomUUID()}', now(), 'PARTNER', 'Acme', 'ACME')`,
    );
  const marks = ({ superuserUrl }: FreshDatabase) =>
    query(superuserUrl, 'select id from demo_mark');

  it('is a demo’s once it is opened by a demo while empty', async () => {
    await open(demo, 'demo');
    await fill(demo);
    await open(demo, 'demo');
    expect(await marks(demo)).toEqual([{ id: 1 }]);
    await expect(open(demo, 'real')).rejects.toThrow(/^This database holds demo data, .+\.$/);
  });

  it('is real when it was filled without a mark, and then a demo refuses it', async () => {
    await open(database, 'real');
    await fill(database);
    await open(database, 'real');
    await expect(open(database, 'demo')).rejects.toThrow(
      /^This database holds data that no demo made, .+\.$/,
    );
    expect(await marks(database)).toEqual([]);
  });
});

describe('a statement injected into a request', () => {
  beforeAll(async () => {
    await query(
      database.superuserUrl,
      `insert into policy_value (id, created_at, key, value, effective_from, set_by, reason)
         values (gen_random_uuid(), now(), 'binding.invite-days', 7, now(), 'x', 'x');
       insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label, actor_name, actor_side, via, request_id, partner_id)
         values (gen_random_uuid(), now(), 'X', gen_random_uuid(), 'x', 'X', 1, 'x', 'x', 'partner', 'PORTAL', 'x', gen_random_uuid())`,
    );
  });

  /** Runs a statement as an injection would: on a connection of requests, after setting the operators' side. */
  const inject = (statement: string): Promise<unknown> =>
    query(
      database.url,
      `set role ${DB_ROLES.app}; select set_config('app.side', 'operator', false); ${statement}`,
    );

  it.each([
    `set role ${DB_ROLES.owner}`,
    `reset role; set role ${DB_ROLES.owner}`,
    `set role ${DB_ROLES.reporting}`,
    'set session authorization partnergraph',
    `reset role; create role mine login; grant ${DB_ROLES.owner} to mine`,
    'reset role; create table mine ()',
    'drop policy app_rows on api_key',
    'select * from graphile_worker._private_jobs',
    'select * from demo_mark',
    'update domain_event set label = label',
    'delete from domain_event',
    'truncate domain_event',
    'update policy_value set value = 1',
    'delete from policy_value',
    'update audit_entry set action = action',
  ])('is refused: %s', async (statement) => {
    await expect(inject(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['domain_event', 'policy_value'])(
    'could not change past rows of %s even as the owner',
    async (table) => {
      for (const statement of [
        `update ${table} set id = id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(
          query(database.ownerUrl, `set role ${DB_ROLES.owner}; ${statement}`),
        ).rejects.toThrow('append-only');
    },
  );

  it('comes from a log-in that the self-check distinguishes from one that may act as the owner', async () => {
    expect(await mayActAsOwner(database.url)).toBe(false);
    expect(await mayActAsOwner(database.ownerUrl)).toBe(true);
    expect(await mayActAsOwner(database.superuserUrl)).toBe(true);
  });
});
