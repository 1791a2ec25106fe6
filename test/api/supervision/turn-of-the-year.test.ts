import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { recountDeadlines } from '../../../server/platform/command/life-cycle/recount.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { appealed as appealedBy, supervised } from './delivery.ts';

const stage = testStage('turn of the year', setStage);

const at = (day: string, time = '10:00:00') => calendar.instantAt(day, time);
const days = (isWorkingDay: boolean, ...dates: string[]) =>
  dates.map((date) => ({ date, name: '元旦', isWorkingDay }));
const NATIONAL_DAY = days(false, '2027-10-01');
/** Friday and Monday off; the first version forgot the Monday. */
const FORGETFUL = [...days(false, '2027-01-01'), ...NATIONAL_DAY];
const CORRECT = [...days(false, '2027-01-01', '2027-01-04'), ...NATIONAL_DAY];

const plan = (given: object[]) =>
  stage.operator.mutate(
    'holidayPlanSet',
    { year: 2027, days: given, reason: '国务院办公厅通知' },
    'holidayPlan { id }',
  );
const recount = () => recountDeadlines(stage.world.deps).run();
const move = async (day: string, time?: string) => {
  stage.world.clock.moveTo(at(day, time));
  await stage.world.settle();
};

const appealed = async (): Promise<string> =>
  await appealedBy(stage.buyer, (await supervised(stage, 'STANDARD')).id);
const seen = async (id: string) =>
  (
    await stage.operator.ask(
      `query($id: ID!) { appeal(by: { id: $id }) { status decideBy isDecideByProvisional isBreached } }`,
      { id },
    )
  ).appeal;
const eventsOf = (id: string, event: string) =>
  stage.world.rows<{ detail: object; version: number }>(sql`
    select detail, subject_version as version from domain_event
    where subject_id = ${id.slice(4)} and event = ${event} order by subject_version`);
const auditOf = (id: string) =>
  stage.world.rows<{ detail: { changes: object[] } }>(sql`
    select detail from audit_entry where subject_id = ${id.slice(4)} and action = 'deadlineMove' order by created_at, position`);
const warned = async (id: string) => (await eventsOf(id, 'warn')).length > 0;

describe('a deadline of three working days across the turn of the year', () => {
  let id: string;
  beforeAll(async () => {
    stage.world.clock.moveTo(at('2026-12-30'));
    id = await appealed();
  });

  it('is provisional: the first of January counts until a plan says otherwise', async () => {
    expect(await seen(id)).toEqual({
      status: 'SUBMITTED',
      decideBy: at('2027-01-04').toISOString(),
      isDecideByProvisional: true,
      isBreached: false,
    });
  });

  it('moves with the plan, and the history and the audit keep both times, once', async () => {
    await plan(FORGETFUL);
    expect(await recount()).toBeGreaterThan(0);
    expect(await recount()).toBe(0);
    expect(await seen(id)).toMatchObject({
      decideBy: at('2027-01-05').toISOString(),
      isDecideByProvisional: false,
    });
    const change = {
      field: 'dueAt',
      kind: 'INSTANT',
      from: at('2027-01-04').toISOString(),
      to: at('2027-01-05').toISOString(),
    };
    const moved = (await eventsOf(id, 'deadline-moved')).map(({ detail }) => detail);
    expect(moved).toContainEqual({ changes: [expect.objectContaining(change)] });
    // The warning and the deadline itself.
    expect(moved).toHaveLength(2);
    expect(await auditOf(id)).toHaveLength(2);
  });

  it('moves again when the plan is corrected, and the warning follows it', async () => {
    await plan(CORRECT);
    await recount();
    expect(await seen(id)).toMatchObject({ decideBy: at('2027-01-06').toISOString() });
    // The warning comes one working day before: on Friday by no plan, on Monday by the first, on Tuesday by the last.
    for (const day of ['2027-01-01', '2027-01-04']) {
      await move(day, '10:00:01');
      expect([day, await warned(id)]).toEqual([day, false]);
    }
    await move('2027-01-05', '09:59:59');
    expect(await warned(id)).toBe(false);
    await move('2027-01-05');
    expect(await warned(id)).toBe(true);
    expect(await eventsOf(id, 'warn')).toHaveLength(1);
    await move('2027-01-06', '09:59:59');
    expect((await seen(id)).isBreached).toBe(false);
    await move('2027-01-06');
    // It is flagged; nothing is decided by the clock.
    expect(await seen(id)).toMatchObject({ isBreached: true, status: 'SUBMITTED' });
  });

  it('does not open again once it has passed', async () => {
    const before = await seen(id);
    await plan([...CORRECT, ...days(false, '2027-01-05', '2027-01-06', '2027-01-07')]);
    await recount();
    expect(await seen(id)).toEqual(before);
  });
});

describe('a deadline that has passed but was not yet noticed', () => {
  beforeEach(async () => {
    stage.world.clock.moveTo(at('2027-03-04'));
  });

  it('lapses at its old time, whatever the plan says', async () => {
    const id = await appealed();
    const { decideBy } = await seen(id);
    // The clock stood still: nothing was fired when the plan came.
    stage.world.clock.moveTo(new Date(Date.parse(decideBy) + 1_000));
    await plan([...CORRECT, ...days(false, '2027-03-08', '2027-03-09', '2027-03-10')]);
    await recount();
    expect((await seen(id)).decideBy).toBe(decideBy);
    await stage.world.settle();
    expect(await seen(id)).toMatchObject({ decideBy, isBreached: true });
    expect(await eventsOf(id, 'deadline-moved')).toEqual([]);
  });

  it('does not move into the past: a plan with a make-up day keeps it', async () => {
    // A Friday: three working days end on Wednesday.
    stage.world.clock.moveTo(at('2027-03-12'));
    const id = await appealed();
    const { decideBy } = await seen(id);
    expect(decideBy).toBe(at('2027-03-17').toISOString());
    stage.world.clock.moveTo(at('2027-03-16', '11:00:00'));
    await plan([
      ...CORRECT,
      ...days(false, '2027-03-08', '2027-03-09', '2027-03-10'),
      ...days(true, '2027-03-13', '2027-03-14'),
    ]);
    await recount();
    expect((await seen(id)).decideBy).toBe(decideBy);
  });
});
