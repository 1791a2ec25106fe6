import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Caller, openWorld, type World } from '../kit/world.ts';
import { superuserUrl } from './fixtures/dump.ts';

/** Only a superuser can change an audit line; these tests look for the traces. */
const LINES = 12;
const DAY = '2026-03-02';

let world: World;
let owner: Caller;
let other: Caller;
let superuser: pg.Client;

beforeAll(async () => {
  world = await openWorld('audit chain');
  owner = await world.member(await world.organization('PARTNER', 'acme'), 'csp.owner');
  other = await world.member(await world.organization('PARTNER', 'beta'), 'csp.owner');
  for (const caller of [owner, other]) {
    for (let i = 0; i < LINES; i++) {
      await caller.mutate('memberInvite', {
        name: `n${i}`,
        mail: `n${i}@example.com`,
        role: 'CSP_REP',
      });
    }
  }
  superuser = new pg.Client(superuserUrl(world));
  await superuser.connect();
  await superuser.query('create table kept as select * from audit_entry');
});
afterAll(async () => {
  await superuser?.end();
  await world?.close();
});

async function verify(
  caller: Caller,
): Promise<{ intact: boolean; entries: number; firstBad: number | null; head: string | null }> {
  const { auditVerification } = await caller.ask(
    `{ auditVerification(day: "${DAY}") { intact entries firstBad head } }`,
  );
  return auditVerification;
}

/** Runs statements with the triggers off, as only a superuser can. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  const mine = `tenant_id = '${owner.viewer.tenantId}'`;
  for (const text of statements) await superuser.query(text.replaceAll('MINE', mine));
  await superuser.query('commit');
}

afterEach(() => tamper('delete from audit_entry', 'insert into audit_entry select * from kept'));

describe('the audit chain', () => {
  it('is intact as written by the commands', async () => {
    const found = await verify(owner);
    expect(found).toMatchObject({ intact: true, entries: LINES, firstBad: null });
    expect(found.head).toMatch(/^[0-9a-f]{64}$/);
  });

  const editable = [
    'actor_id',
    'actor_name',
    'role',
    'via',
    'action',
    'subject_type',
    'subject_id',
    'request_id',
    'detail',
    'created_at',
    'hash',
    'previous_hash',
  ];
  const forged = (column: string): string => {
    if (column === 'actor_id') return `'00000000-0000-7000-8000-000000000000'`;
    if (column === 'created_at') return `created_at + interval '1 millisecond'`;
    if (column === 'detail') return `detail || '{"to": "X"}'`;
    return column === 'via' ? `'SYSTEM'` : `${column} || 'x'`;
  };

  it.each(editable)('names the line whose %s was edited', async (column) => {
    await tamper(
      `update audit_entry set ${column} = ${forged(column)} where MINE and position = 5`,
    );
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 5 });
  });

  it('names the line after a deleted one', async () => {
    await tamper('delete from audit_entry where MINE and position = 7');
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 8 });
  });

  it('names the line after a deleted beginning', async () => {
    await tamper('delete from audit_entry where MINE and position <= 3');
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 4 });
  });

  it('notices a deleted line whose followers moved up', async () => {
    await tamper(
      'delete from audit_entry where MINE and position = 7',
      'update audit_entry set position = -position where MINE and position > 7',
      'update audit_entry set position = -position - 1 where MINE and position < 0',
    );
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 7 });
  });

  it('names the first of two lines that were swapped', async () => {
    await tamper(
      'update audit_entry set position = -1 where MINE and position = 4',
      'update audit_entry set position = 4 where MINE and position = 9',
      'update audit_entry set position = 9 where MINE and position = -1',
    );
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 4 });
  });

  it('notices a line moved over from another tenant', async () => {
    await tamper(
      'delete from audit_entry where MINE and position = 6',
      `update audit_entry set tenant_id = '${owner.viewer.tenantId}' where not (MINE) and position = 6`,
    );
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 6 });
  });

  it('reports a cut tail if the head was stored outside', async () => {
    const { head } = await verify(owner);
    await tamper('delete from audit_entry where MINE and position > 10');
    const cut = await verify(owner);
    // The rest is a valid chain; only the exported head reveals the cut.
    expect(cut).toMatchObject({ intact: true, entries: 10, firstBad: null });
    expect(cut.head).not.toBe(head);
  });

  it('reports an emptied table if the head was stored outside', async () => {
    const { head } = await verify(owner);
    await tamper('delete from audit_entry');
    const cut = await verify(owner);
    expect(cut).toMatchObject({ entries: 0, head: null });
    expect(head).not.toBeNull();
  });

  it('does not affect the chains of others', async () => {
    await tamper(`update audit_entry set detail = '{}' where MINE`);
    expect(await verify(owner)).toMatchObject({ intact: false, firstBad: 1 });
    expect(await verify(other)).toMatchObject({ intact: true, entries: LINES });
  });
});

describe('the triggers', () => {
  it.each([
    'update audit_entry set action = action',
    'delete from audit_entry',
    'truncate audit_entry',
  ])('refuse "%s" even to a superuser', async (text) => {
    await expect(superuser.query(text)).rejects.toThrow('append-only');
  });
});
