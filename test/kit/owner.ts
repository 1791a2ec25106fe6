import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import pg from 'pg';
import { AS_OWNER } from '../../server/platform/db/log-ins.ts';
import type { World } from './world.ts';

/** Runs work on two connections of the tables' owner. */
export async function asOwner(
  { db }: World,
  work: (first: pg.Client, second: pg.Client) => Promise<void>,
): Promise<void> {
  const options = `${AS_OWNER} -c lock_timeout=20s`;
  const [first, second] = [1, 2].map(
    () => new pg.Client({ connectionString: db.ownerUrl, options }),
  );
  await Promise.all([first!.connect(), second!.connect()]);
  try {
    await work(first!, second!);
  } finally {
    await Promise.all([first!.end(), second!.end()]);
  }
}

/** Waits until work is blocked by the client's open transaction; fails if it ends before. */
export async function untilBlocked(client: pg.Client, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = (): void => {
    isDone = true;
  };
  work.then(done, done);
  const waiting =
    'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
  while (!isDone && (await client.query(waiting)).rowCount === 0) await sleep(20);
  expect(isDone).toBe(false);
}
