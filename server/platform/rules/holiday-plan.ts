import { aggregate } from '../db/aggregate.ts';
import { calendarSql } from '../db/calendar-sql.ts';
import { p } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import { ALL } from '../db/parties.ts';
import { settingPolicies } from '../db/tenancy.ts';
import { trigger } from '../db/triggers.ts';
import {
  BUILT_IN_PLANS,
  type HolidayPlan,
  holidayPlans,
  type PlannedDay,
} from '../holiday-plans.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { systemViewer } from '../viewer.ts';

/**
 * Holiday plans that operators entered. The table is append-only: a correction is a new row, and the newest of a year
 * applies. Years without a row have their built-in plan, or none.
 */
export const HolidayPlanEntity = aggregate({
  name: 'HolidayPlan',
  parties: { operator: { also: ALL, roles: ['operator'] } },
  properties: {
    ...p.base(),
    year: p.integer(),
    /** Number of the plan among all, from 1. A deadline notes the newest plan with which it was counted. */
    version: p.integer(),
    days: p.json<PlannedDay[]>(),
    setBy: p.text(),
    reason: p.text(),
  },
  indexes: [{ properties: ['year', 'version'] }, { properties: ['createdAt', 'id'] }],
  uniques: [{ name: 'holiday_plan_version', properties: ['version'] }],
  triggers: trigger.appendOnly('holiday_plan', 'holiday plans'),
  rowLevelSecurity: 'force',
  // Everybody's deadlines are counted by the plans; only operators enter them.
  policies: settingPolicies(),
});

/** Topic of the live event of a new plan. It carries no id, because every server reads all plans. */
export const HOLIDAY_TOPIC = 'holiday-plans';

/** Reads the entered plans into the memory of this process. Returns their number. */
export async function loadHolidayPlans(db: Database): Promise<number> {
  const plans = await db.transaction(systemViewer('calendar'), (tx) =>
    tx.rows<HolidayPlan & { version: number }>(
      sql`select distinct on (year) year, version, days from holiday_plan order by year, version desc`,
    ),
  );
  const version = Math.max(0, ...plans.map((plan) => plan.version));
  holidayPlans.enter(version, plans);
  return version;
}

const BUILT_IN_YEARS = sql.raw(BUILT_IN_PLANS.map(({ year }) => year).join(', '));

/** Whether the year of an instant has no holiday plan, as SQL; null for null. */
export const inUnknownYear = (at: Sql): Sql =>
  sql`(${calendarSql.year(at)} <> all(array[${BUILT_IN_YEARS}])
    and not exists (select from holiday_plan where year = ${calendarSql.year(at)}))`;

/** The working days after an instant up to another one, by the built-in plans, as SQL text: for rows written in bulk. */
export function workingDaysBetweenSql(from: string, until: string): string {
  const days = BUILT_IN_PLANS.flatMap((plan) => plan.days).filter(({ date }) => date >= '2024');
  const listed = (isWorkingDay: boolean): string =>
    `'{${days.flatMap((day) => (day.isWorkingDay === isWorkingDay ? [day.date] : [])).join(',')}}'::date[]`;
  const local = (at: string): string => sql.textOf(calendarSql.day(sql.raw(`(${at})`)));
  return `(select count(*) from generate_series(${local(from)} + 1, ${local(until)}, interval '1 day') g (day)
    where g.day::date = any(${listed(true)}) or (extract(isodow from g.day) < 6 and g.day::date <> all(${listed(false)})))`;
}
