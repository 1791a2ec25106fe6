import { Int } from 'type-graphql';
import { BUILT_IN_PLANS } from '../../holiday-plans.ts';
import { type Reads, reads, type ValueRoot } from '../../read/declare.ts';
import { filter } from '../../read/filters.ts';
import { HolidayPlanEntity } from '../../rules/holiday-plan.ts';
import { sql } from '../../sql/sql.ts';
import { HolidayPlanType, HolidayYearType } from './holiday-plan.type.ts';

/** All plans that operators have entered, including replaced ones. */
export const holidayPlanRead: Reads = reads(HolidayPlanType, HolidayPlanEntity, {
  id: 'hol',
  unfollowed: 'A plan never changes; a correction is a new one.',
  filters: {
    year: filter.values(
      (d, values) => sql`${d.year} = any(${values}::int[])`,
      () => [Int],
      'Years of the plans to include.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { holidayPlans: { page: 'Holiday plans that operators have entered, newest first.' } },
});

/** Years before it no longer concern any deadline that an operator may look up. */
const FIRST_YEAR = 2024;
const BUILT_IN = sql.literal(
  JSON.stringify(BUILT_IN_PLANS.filter(({ year }) => year >= FIRST_YEAR)),
);

/** The plan that applies in each year that has one. */
export const holidayYearsRoot: ValueRoot = {
  name: 'holidayYears',
  description: 'Years with a holiday plan, and the plan that applies in each, by year.',
  type: () => [HolidayYearType],
  roles: ['operator'],
  value: () => sql`(
    select json_agg(json_build_object('year', y.year, 'source', y.source, 'days', y.days) order by y.year) from (
      select distinct on (x.year) x.year, x.source, x.days from (
        select h.year, 'OPERATOR' as source, h.days, h.version from holiday_plan h
        union all
        select b.year, 'BUILT_IN', b.days, 0 from json_to_recordset(${BUILT_IN}::json) b (year int, days jsonb)
      ) x order by x.year, x.version desc
    ) y)`,
};
