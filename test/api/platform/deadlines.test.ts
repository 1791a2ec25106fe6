import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import type { Database } from '../../../server/platform/db/database.ts';
import { uuidv7 } from '../../../server/platform/ids.ts';
import {
  claimDeadline,
  clearDeadlines,
  type DeadlineInput,
  restartDeadlines,
  setDeadline,
  stopDeadlines,
} from '../../../server/platform/jobs/deadlines.ts';
import { openDemoClock } from '../../../server/platform/jobs/demo-clock.ts';
import { type Fire, sweepDeadlines } from '../../../server/platform/jobs/sweeper.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../server/platform/viewer.ts';
import { openJobsDatabase } from './jobs-database.ts';

const START = new Date('2026-03-02T02:00:00.250Z');
const MINUTE = 60_000;
const log = pino({ level: 'silent' });
const system = systemViewer('test');

let db: Database;
let drop: () => Promise<void>;
let clock: ShiftedClock;
let fired: string[];

const run = <R>(query: Sql, viewer: Viewer = system): Promise<R[]> =>
  db.transaction(viewer, (tx) => tx.rows<R>(query));
const at = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE);
const newId = (): string => uuidv7(START);

const partner = (tenantId: string): Viewer => ({
  ...system,
  via: 'PORTAL',
  role: 'csp.owner',
  side: 'partner',
  tenantId,
});

const start = (
  minutes: number,
  rest: Partial<DeadlineInput> = {},
  viewer = system,
): Promise<void> =>
  db.transaction(viewer, (tx) =>
    setDeadline(tx, {
      subjectType: 'Demand',
      subjectId: newId(),
      event: 'expire',
      kind: 'INSTANT',
      dueAt: at(minutes),
      onExpiry: 'REJECTED',
      label: 'a demand',
      now: clock.now(),
      ...rest,
    }),
  );

async function deadlines(): Promise<Record<string, unknown>[]> {
  const rows = await run<Record<string, string>>(
    sql`select * from deadline where fired_at is null order by due_at`,
  );
  return rows.map((row) => ({
    ...row,
    due: new Date(row.due_at!),
    nextTry: row.next_try_at && new Date(row.next_try_at),
  }));
}

/** A command like the product's: claims the deadline, then works, in one transaction. */
const command: Fire = (_type, event, _subject, id) =>
  db.transaction(system, async (tx) => {
    if (!(await claimDeadline(tx, id, clock.now()))) return;
    fired.push(event);
  });

const sweep = (fire: Fire = command): Promise<number> => sweepDeadlines({ db, clock, fire, log });

beforeAll(async () => {
  ({ db, drop } = await openJobsDatabase());
});
afterAll(() => drop());

beforeEach(async () => {
  clock = new ShiftedClock({ now: () => START });
  fired = [];
  await run(sql`delete from deadline`);
});

describe('a clock', () => {
  test('fires once, when it is due and not before', async () => {
    await start(5);
    expect(await sweep()).toBe(0);
    clock.moveTo(at(5));
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(fired).toEqual(['expire']);
  });

  test('is moved, not duplicated, when set again', async () => {
    const subjectId = newId();
    await start(5, { subjectId, amountMinor: 10n ** 15n });
    await start(9, { subjectId, label: 'another name' });
    expect(await deadlines()).toMatchObject([
      { due: at(9), label: 'another name', amount_minor: null },
    ]);
  });

  test('does not fire once cleared', async () => {
    const subjectId = newId();
    await start(5, { subjectId });
    await db.transaction(system, (tx) => clearDeadlines(tx, { type: 'Demand', id: subjectId }));
    clock.moveTo(at(6));
    expect(await sweep()).toBe(0);
  });

  test('without an event is only displayed', async () => {
    await start(1, { event: null });
    clock.moveTo(at(2));
    expect(await sweep()).toBe(0);
  });

  test('may set the next one, so that a missed series is caught up in order', async () => {
    const subjectId = newId();
    await start(1, { subjectId });
    clock.moveTo(at(3));
    const dues: Date[] = [];
    await sweep(async () => {
      const [{ due }] = (await deadlines()) as [{ due: Date }];
      dues.push(due);
      await start((due.getTime() - START.getTime()) / MINUTE + 1, { subjectId });
    });
    expect(dues).toEqual([at(1), at(2), at(3)]);
  });
});

test('clocks fire in the order of their time', async () => {
  await start(3, { event: 'third' });
  await start(1, { event: 'first' });
  await start(2, { event: 'second' });
  clock.moveTo(at(4));
  await sweep();
  expect(fired).toEqual(['first', 'second', 'third']);
});

test('a paused clock does not fire, and runs again with its old time', async () => {
  const subject = { type: 'Demand', id: newId() };
  await start(10, { subjectId: subject.id, kind: 'CALENDAR_DAYS' });
  clock.moveTo(at(4));
  await db.transaction(system, (tx) => stopDeadlines(tx, subject, 'APPEAL', clock.now()));
  clock.moveTo(at(30));
  expect(await sweep()).toBe(0);
  expect(await db.transaction(system, (tx) => restartDeadlines(tx, subject, clock.now()))).toEqual([
    { event: 'expire', dueAt: at(10), newDueAt: at(36) },
  ]);
  expect(await deadlines()).toMatchObject([{ due: at(10), paused_since: null }]);
});

test('a failing clock is postponed and does not block the others', async () => {
  await start(1, { event: 'broken' });
  await start(2, { event: 'good' });
  clock.moveTo(at(3));
  let broken = true;
  const fire: Fire = (type, event, subject, id) => {
    if (event === 'broken' && broken) throw new Error('no such luck');
    return command(type, event, subject, id);
  };
  expect(await sweep(fire)).toBe(1);
  expect((await deadlines())[0]).toMatchObject({
    attempts: 1,
    nextTry: at(4),
    last_error: 'no such luck',
  });
  broken = false;
  clock.moveTo(at(4));
  expect(await sweep(fire)).toBe(1);
  expect(fired).toEqual(['good', 'broken']);
});

test('a clock whose sweeper died is fired after the lease', async () => {
  await start(1);
  clock.moveTo(at(2));
  await run(sql`update deadline set attempts = 1, next_try_at = ${at(3)}`);
  expect(await sweep()).toBe(0);
  clock.moveTo(at(3));
  expect(await sweep()).toBe(1);
});

test('several sweepers share the work and no clock fires twice', async () => {
  for (let i = 0; i < 40; i++) await start(1, { event: `e${i}` });
  clock.moveTo(at(2));
  const counts = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
  expect(counts.reduce((a, b) => a + b, 0)).toBe(40);
  expect(new Set(fired).size).toBe(40);
  expect(fired).toHaveLength(40);
});

test('of a command in the last second and the clock, exactly one wins', async () => {
  await start(1);
  clock.moveTo(at(1));
  const [{ id }] = (await run<{ id: string }>(sql`select id from deadline`)) as [{ id: string }];
  const claims = await Promise.all(
    [1, 2, 3].map(() => db.transaction(system, (tx) => claimDeadline(tx, id, clock.now()))),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('tenants see only the clocks that name them', async () => {
  const [mine, theirs] = [newId(), newId()];
  await start(1, { partnerId: mine }, partner(mine));
  expect(await run(sql`select id from deadline`, partner(mine))).toHaveLength(1);
  expect(await run(sql`select id from deadline`, partner(theirs))).toHaveLength(0);
  await expect(start(1, { partnerId: theirs }, partner(mine))).rejects.toThrow(
    /row-level security/,
  );
});

test("the demo's clock moves forward only and survives a restart", async () => {
  const base = { now: () => START };
  const demo = await openDemoClock(db, base);
  expect(demo.now()).toEqual(START);
  await demo.moveTo(at(90));
  expect((await openDemoClock(db, base)).now()).toEqual(at(90));
  await expect(demo.moveTo(at(89))).rejects.toThrow('IN_THE_PAST');
});
