import { describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { recountDeadlines } from '../../../server/platform/command/life-cycle/recount.ts';
import { BUILT_IN_PLANS, holidayPlans } from '../../../server/platform/holiday-plans.ts';
import { loadHolidayPlans } from '../../../server/platform/rules/holiday-plan.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { seen, setStage, submitted } from '../discounts/stage.ts';
import { pause, resume } from './pausing.ts';

const stage = testStage('holiday plans', setStage);

const off = (name: string, ...dates: string[]) =>
  dates.map((date) => ({ date, name, isWorkingDay: false }));
const makeUp = (name: string, ...dates: string[]) =>
  dates.map((date) => ({ date, name, isWorkingDay: true }));
const NATIONAL_DAY = off('国庆节', '2027-10-01');

const set = (days: object[], year = 2027) =>
  stage.operator.mutate(
    'holidayPlanSet',
    { year, days, reason: '国务院办公厅通知' },
    'holidayPlan { id }',
  );
/** Two servers count at the same time. */
const recount = async () => {
  const task = recountDeadlines(stage.world.deps);
  const done = await Promise.all([task.run(), task.run()]);
  return done[0] + done[1];
};
const at = (day: string) => calendar.instantAt(day, '10:00:00').toISOString();

let weeks = 0;
const inReview = () => {
  const from = Date.parse('2027-03-01T00:00:00.000+08:00') + 7 * 86_400_000 * weeks++;
  return submitted(stage, {
    validFrom: new Date(from).toISOString(),
    validUntil: new Date(from + 86_400_000).toISOString(),
  });
};
const due = async (id: string) => {
  const { reviewDueAt, isReviewDueProvisional } = await seen(
    stage.manager,
    id,
    'reviewDueAt isReviewDueProvisional',
  );
  const { deadlines } = await stage.reviewer.ask(
    '{ deadlines(first: 100) { nodes { subjectId dueAt isProvisional pausedSince } } }',
  );
  const own = deadlines.nodes.find((d: { subjectId: string }) => d.subjectId === id);
  // The record and its deadline never disagree.
  expect(own).toMatchObject({ dueAt: reviewDueAt, isProvisional: isReviewDueProvisional });
  return { dueAt: reviewDueAt, isProvisional: isReviewDueProvisional, paused: own.pausedSince };
};
const told = async () => {
  const { notifications } = await stage.reviewer.ask(
    '{ notifications(first: 50) { nodes { event subjectId } } }',
  );
  return notifications.nodes
    .filter(({ event }: { event: string }) => event === 'deadline-moved')
    .map(({ subjectId }: { subjectId: string }) => subjectId);
};

describe('the plan of a year', () => {
  it('moves the open deadlines that were counted without it, and only those', async () => {
    const { world } = stage;
    world.clock.moveTo(calendar.instantAt('2026-12-28', '10:00:00'));
    const before = await inReview();
    world.clock.moveTo(calendar.instantAt('2026-12-30', '10:00:00'));
    const near = await inReview();
    const paused = await inReview();
    await pause(world, 'ExclusiveDiscount', paused);
    expect([await due(before), await due(near)]).toEqual([
      { dueAt: at('2026-12-31'), isProvisional: false, paused: null },
      { dueAt: at('2027-01-04'), isProvisional: true, paused: null },
    ]);
    await set([
      ...off('元旦', '2027-01-01', '2027-01-04'),
      ...makeUp('元旦', '2027-01-03'),
      ...NATIONAL_DAY,
    ]);
    expect(holidayPlans.version).toBe(1);
    // Three working days: Thursday, the make-up Sunday, Tuesday.
    expect(await recount()).toBeGreaterThan(0);
    expect(await recount()).toBe(0);
    expect([await due(before), await due(near)]).toEqual([
      { dueAt: at('2026-12-31'), isProvisional: false, paused: null },
      { dueAt: at('2027-01-05'), isProvisional: false, paused: null },
    ]);
    // Moved by a day exactly: nobody is disturbed.
    expect(await told()).toEqual([]);
    expect(await due(paused)).toMatchObject({ dueAt: at('2027-01-05'), paused: at('2026-12-30') });
    world.clock.moveTo(calendar.instantAt('2026-12-31', '10:00:00'));
    await resume(world, 'ExclusiveDiscount', paused);
    expect(await due(paused)).toMatchObject({ dueAt: at('2027-01-06'), paused: null });
  });

  it('notifies the parties of a deadline that moves by more than a day', async () => {
    const id = await inReview();
    const moved = await due(id);
    await set([
      ...off('元旦', '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07'),
      ...NATIONAL_DAY,
    ]);
    await recount();
    expect((await due(id)).dueAt > moved.dueAt).toBe(true);
    expect(await told()).toContain(id);
    expect(await told()).toHaveLength(new Set(await told()).size);
  });

  it('also moves a deadline that a server with an older plan sets afterwards', async () => {
    const { world } = stage;
    const { version } = holidayPlans;
    holidayPlans.enter(0, []);
    const id = await inReview();
    const [early] = [await due(id)];
    holidayPlans.enter(version - 1, []);
    await recount();
    expect(holidayPlans.version).toBe(version);
    expect((await due(id)).dueAt > early.dueAt).toBe(true);
    expect(
      await world.rows(
        sql`select 1 from deadline where counted_plan < ${version} and fired_at is null`,
      ),
    ).toEqual([]);
  });

  it('is a version: the newest applies, all remain, and each is in the audit', async () => {
    const { operator, world } = stage;
    const { holidayPlans: page, holidayYears } = await operator.ask(
      '{ holidayPlans(first: 10, filter: { year: [2027] }) { nodes { year setBy reason days { date } } } holidayYears { year source days { date name holiday isWorkingDay } } }',
    );
    expect(page.nodes.map(({ days }: { days: object[] }) => days.length)).toEqual([6, 4]);
    expect(page.nodes[0]).toMatchObject({ year: 2027, setBy: '孙正', reason: '国务院办公厅通知' });
    expect(holidayYears.map(({ year, source }: any) => `${year} ${source}`)).toEqual([
      '2024 BUILT_IN',
      '2025 BUILT_IN',
      '2026 BUILT_IN',
      '2027 OPERATOR',
    ]);
    expect(holidayYears[2].days).toEqual(BUILT_IN_PLANS.find(({ year }) => year === 2026)!.days);
    const audit = await world.rows(sql`select 1 from audit_entry where action = 'holidayPlanSet'`);
    expect(audit).toHaveLength(2);
  });

  // The names of all holidays were Chinese in the English portal.
  it('knows the holidays by their names in both languages', async () => {
    const days = [
      ...off('National Day', '2027-10-01'),
      ...off('清明', '2027-04-05'),
      ...off("new year's day", '2027-01-01'),
      ...off('国庆节、中秋节', '2027-10-06'),
    ];
    const { holidayPlan } = await stage.operator.mutate(
      'holidayPlanSet',
      { year: 2027, days, reason: '国务院办公厅通知' },
      'holidayPlan { days { name holiday } }',
    );
    expect(holidayPlan.days).toEqual([
      { name: '元旦', holiday: 'NEW_YEAR' },
      { name: '清明节', holiday: 'TOMB_SWEEPING_DAY' },
      { name: '国庆节', holiday: 'NATIONAL_DAY' },
      { name: '国庆节、中秋节', holiday: null },
    ]);
    for (const { days } of BUILT_IN_PLANS.filter(({ year }) => year >= 2016))
      expect(days.filter(({ holiday }) => holiday === null)).toEqual([]);
  });

  it.each([
    ['a year that is over', 2025, off('国庆节', '2025-10-01'), 'IN_THE_PAST'],
    ['a year that nobody knows', 2029, off('国庆节', '2029-10-01'), 'OUT_OF_RANGE'],
    [
      'a day of another year',
      2027,
      [...NATIONAL_DAY, ...off('元旦', '2028-01-01')],
      'NOT_IN_THE_YEAR',
    ],
    ['a day twice', 2027, [...NATIONAL_DAY, ...NATIONAL_DAY], 'DUPLICATE_DAY'],
    [
      'a make-up day in the week',
      2027,
      [...NATIONAL_DAY, ...makeUp('国庆节', '2027-09-30')],
      'MAKE_UP_DAY_IN_WEEK',
    ],
    ['half a plan', 2027, off('元旦', '2027-01-01'), 'PLAN_INCOMPLETE'],
  ])('is refused with %s', async (_, year, days, code) => {
    const { version } = holidayPlans;
    expect(await stage.operator.refused('holidayPlanSet', { year, days, reason: 'x' })).toEqual([
      code,
    ]);
    await loadHolidayPlans(stage.world.db);
    expect(holidayPlans.version).toBe(version);
  });

  it('is entered and read by operators only', async () => {
    const { errors } = await stage.manager.run('{ holidayYears { year } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
