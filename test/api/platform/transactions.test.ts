import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OrganizationEntity } from '../../../server/modules/identity/index.ts';
import { type Database, openDatabase } from '../../../server/platform/db/database.ts';
import { PublicError } from '../../../server/platform/errors.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { openWorld, type World } from '../../kit/world.ts';
import { superuserUrl } from '../../policy/fixtures/dump.ts';

let world: World;
/** One connection, so that each transaction gets the connection's state from the ones before. */
let db: Database;
let viewer: Viewer;
let superuser: pg.Client;

beforeAll(async () => {
  world = await openWorld('transactions');
  viewer = (await world.member(await world.organization('PARTNER', 'acme'), 'csp.owner')).viewer;
  superuser = new pg.Client(superuserUrl(world));
  await superuser.connect();
  db = await openDatabase({ url: world.db.url, entities: world.domain.entities, poolSize: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await db?.close();
  await world?.close();
});

/** A row of the viewer: a key, which is unique. */
const row = (key: string): Sql => sql`
  insert into idempotency_key (tenant_id, actor_id, key, command, fingerprint, created_at, expires_at)
  values (${viewer.tenantId}, ${viewer.actorId}, ${key}, 'none', '', now(), now())`;
const keys = async (): Promise<string[]> => {
  const found = await world.rows<{ key: string }>(
    sql`select key from idempotency_key where tenant_id = ${viewer.tenantId} order by key`,
  );
  return found.map(({ key }) => key);
};
const one = sql`select ${1}::int as one`;
const isOne = async (): Promise<void> =>
  expect(await db.transaction(viewer, (tx) => tx.rows(one))).toEqual([{ one: 1 }]);

describe('a transaction', () => {
  it('answers in the order of the calls, each with its own rows', async () => {
    const numbers = Array.from({ length: 20 }, (_, i) => i);
    const answers = await db.transaction(viewer, (tx) =>
      Promise.all(numbers.map((i) => tx.rows<{ i: number }>(sql`select ${i}::int as i`))),
    );
    expect(answers.flat().map(({ i }) => i)).toEqual(numbers);
  });

  it('is not committed after a failed write that was not awaited, and reports why', async () => {
    const work = db.transaction(viewer, async (tx) => {
      for (const key of ['first', 'twice', 'twice', 'last']) tx.write(row(key));
    });
    await expect(work).rejects.toMatchObject({ code: '23505', constraint: 'idempotency_key_pkey' });
    expect(await keys()).toEqual([]);
    await isOne();
  });

  it('fails every later statement with the error of the first failure', async () => {
    const reported: unknown[] = [];
    const work = db.transaction(viewer, async (tx) => {
      tx.write(row('first'));
      tx.write(row('first'));
      await tx.rows(one).catch((error) => reported.push(error.constraint));
      await tx.rows(sql`select 'never prepared'`).catch((error) => reported.push(error.constraint));
      await tx
        .get(OrganizationEntity, viewer.tenantId)
        .catch((error) => reported.push(error.constraint));
    });
    await expect(work).rejects.toMatchObject({ constraint: 'idempotency_key_pkey' });
    expect(reported).toEqual(Array.from({ length: 3 }, () => 'idempotency_key_pkey'));
    expect(await keys()).toEqual([]);
  });

  it('can be awaited, so that a savepoint learns of pending failures', async () => {
    await db.transaction(viewer, async (tx) => {
      tx.write(sql`savepoint trial`);
      tx.write(row('tried'));
      await tx.settled();
      tx.write(row('tried'));
      await expect(tx.settled()).rejects.toMatchObject({ code: '23505' });
      tx.write(sql`rollback to savepoint trial`);
      await tx.settled();
    });
    expect(await keys()).toEqual([]);
  });

  it('continues after a failure that was rolled back to a savepoint', async () => {
    await db.transaction(viewer, async (tx) => {
      tx.write(row('kept'));
      tx.write(sql`savepoint trial`);
      tx.write(row('kept'));
      await expect(tx.rows(one)).rejects.toMatchObject({ code: '23505' });
      tx.write(sql`rollback to savepoint trial`);
      expect(await tx.rows(one)).toEqual([{ one: 1 }]);
    });
    expect(await keys()).toEqual(['kept']);
  });

  it('refuses statements after its end', async () => {
    let late: Promise<unknown> | undefined;
    const work = db.transaction(viewer, async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => tx.rows(row('late')));
      late.catch(() => {});
      throw new Error('enough');
    });
    await expect(work).rejects.toThrow('enough');
    await expect(late).rejects.toThrow('The transaction is over');
    expect(await keys()).toEqual(['kept']);
  });

  it('can repeat a statement that failed at its first preparation', async () => {
    const divide = (by: number): Promise<unknown> =>
      db.transaction(viewer, (tx) => tx.rows(sql`select 6 / ${by}::int as half`));
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect(await divide(2)).toEqual([{ half: 3 }]);
    expect(await divide(3)).toEqual([{ half: 2 }]);
  });

  it('keeps 300 statements prepared on a connection, and runs further ones unprepared', async () => {
    const columns = Array.from({ length: 320 }, (_, i) => `c${i}`);
    for (const round of [1, 2])
      await db.transaction(viewer, async (tx) => {
        const found = await Promise.all(
          columns.map((name) => tx.rows(sql`select ${round}::int as ${sql.raw(name)}`)),
        );
        expect(found).toEqual(columns.map((name) => [{ [name]: round }]));
      });
    const [count] = await db.transaction(viewer, (tx) =>
      tx.rows<{ n: number }>(sql`select count(*)::int as n from pg_prepared_statements`),
    );
    expect(count!.n).toBeLessThan(310);
  });

  it('discards a broken connection: its caller may retry, and the next one gets a new connection', async () => {
    const cut = db.transaction(viewer, async (tx) => {
      tx.write(row('cut'));
      const [self] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await superuser.query('select pg_terminate_backend($1)', [self!.pid]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.rows(one);
    });
    await expect(cut).rejects.toBeInstanceOf(PublicError);
    await expect(cut).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await isOne();
    expect(await keys()).toEqual(['kept']);
  });
});

describe('a database that is closed', () => {
  it('has released the connection of its transactions', async () => {
    const short = await openDatabase({ url: world.db.url, entities: world.domain.entities });
    const [self] = await short.transaction(viewer, (tx) =>
      tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`),
    );
    const isThere = async (): Promise<boolean> => {
      const found = await superuser.query('select from pg_stat_activity where pid = $1', [
        self!.pid,
      ]);
      return found.rowCount === 1;
    };
    expect(await isThere()).toBe(true);
    await short.close();
    for (let tries = 0; tries < 50 && (await isThere()); tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await isThere()).toBe(false);
  });
});
