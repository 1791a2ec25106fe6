import { calendar } from '../../calendar.ts';
import { command } from '../../command/command.ts';
import { field, type InputShape, inputShape } from '../../command/input.ts';
import { RECOUNT_TASK } from '../../command/life-cycle/recount.ts';
import type { AnyCommand } from '../../command/types.ts';
import { publish } from '../../db/event.ts';
import { refuse } from '../../errors.ts';
import { type WrittenDay, withHoliday } from '../../holiday-plans.ts';
import { hint } from '../../jobs/enqueue.ts';
import { HOLIDAY_TOPIC, HolidayPlanEntity, loadHolidayPlans } from '../../rules/holiday-plan.ts';
import { sql } from '../../sql/sql.ts';
import { holidayPlanRead } from './holiday-plan.read.ts';

/** The State Council publishes a plan in the autumn before; nobody knows a later one. */
const YEARS_AHEAD = 2;
/** Twice the days of the fullest plan so far. */
const MOST_DAYS = 100;

const dayInput: InputShape<WrittenDay> = inputShape(
  'HolidayPlanDayInput',
  'Day that a holiday plan names.',
  {
    date: field.day('Day in Asia/Shanghai, within the year of the plan; each day once.'),
    name: field.text(
      'Name of the holiday; a common one, in either language, is shown in the language of each reader.',
      { max: 40 },
    ),
    isWorkingDay: field.flag(
      'Whether the day is a working day: true for a make-up day on a weekend, false for a day off.',
    ),
  },
);

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

/** Refuses a plan that no year has: foreign or repeated days, a make-up day within the week, no National Day. */
function check(year: number, days: readonly WrittenDay[]): void {
  const seen = new Set<string>();
  for (const [i, { date, isWorkingDay }] of days.entries()) {
    if (!date.startsWith(`${year}-`)) throw refuse('NOT_IN_THE_YEAR', `days.${i}.date`);
    if (seen.has(date)) throw refuse('DUPLICATE_DAY', `days.${i}.date`);
    if (isWorkingDay && !isWeekend(date)) throw refuse('MAKE_UP_DAY_IN_WEEK', `days.${i}.date`);
    seen.add(date);
  }
  if (!days.some(({ date, isWorkingDay }) => date === `${year}-10-01` && !isWorkingDay))
    throw refuse('PLAN_INCOMPLETE', 'days');
}

const holidayPlanSet = command({
  name: 'holidayPlanSet',
  description:
    'Enters the holiday plan of a year, instead of an earlier one. Open deadlines of working days in the year are counted once more; their parties are notified if a deadline moves by more than a day.',
  roles: ['operator'],
  fields: {
    year: field.integer('Calendar year: the current one or one of the two after it.', {
      min: 2000,
      max: 2200,
    }),
    days: field.list(
      field.object(() => dayInput, 'Days off and make-up days; all other days follow the week.'),
      { min: 1, max: MOST_DAYS },
    ),
    reason: field.text('Reason or source, for example the notice; recorded in the audit.', {
      max: 500,
    }),
  },
  payload: { holidayPlan: () => holidayPlanRead },
  idempotent: true,
  freshProof: true,
  async run(tx, { year, days, reason }) {
    const present = Number(calendar.localDate(tx.now).slice(0, 4));
    if (year < present) throw refuse('IN_THE_PAST', 'year');
    if (year > present + YEARS_AHEAD) throw refuse('OUT_OF_RANGE', 'year');
    check(year, days);
    tx.lock('HolidayPlan', 'all');
    const [row] = await tx.rows<{ version: number }>(
      sql`select coalesce(max(version), 0) + 1 as version from holiday_plan`,
    );
    const id = tx.newId();
    tx.insert(HolidayPlanEntity, {
      id,
      createdAt: tx.now,
      year,
      version: row!.version,
      days: days.map(withHoliday).toSorted((a, b) => a.date.localeCompare(b.date)),
      setBy: tx.viewer.actorName,
      reason,
    });
    tx.audit({
      action: 'holidayPlanSet',
      subjectType: 'HolidayPlan',
      subjectId: id,
      detail: { year, days: days.length, reason },
    });
    await publish(tx, { topic: HOLIDAY_TOPIC, id: '', to: [] });
    await hint(tx, RECOUNT_TASK, 0, RECOUNT_TASK);
    return { holidayPlan: id };
  },
  async afterwards({ db }) {
    await loadHolidayPlans(db);
  },
});

export const holidayCommands: readonly AnyCommand[] = [holidayPlanSet];
