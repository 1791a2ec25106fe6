import { calendarSql } from '../../platform/db/calendar-sql.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import type { ValueRoot } from '../../platform/read/declare.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import { readyHour } from './data-as-of.policies.ts';
import { DataAsOfType } from './data-as-of.type.ts';

const { zoned } = calendarSql;
const ready = sql`make_interval(hours => ${readyHour.sql}::int)`;
/** Local midnight at the end of the last day that is shown: yesterday's from 08:00 on, before it the day before (domain §3.2). */
const midnight: Sql = sql`date_trunc('day', ${zoned(sql.raw(NOW))} - ${ready})`;
/** End of the last day that is shown, as an instant. */
export const dataUntil: Sql = sql`(${zoned(midnight)})`;
/** Instant from which that day is shown. */
export const shownFrom: Sql = sql`(${zoned(sql`(${midnight} + ${ready})`)})`;
const written = (local: Sql): Sql =>
  sql`to_char(${zoned(sql`(${local})`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const dataAsOfRoot: ValueRoot = {
  name: 'dataAsOf',
  description:
    'Days that transaction details and performance cover: a day is added at 08:00 of the next one (T+1).',
  type: () => DataAsOfType,
  roles: Role.of('partner', 'seller', 'operator', 'reporting'),
  value: () =>
    sql.object({
      until: written(midnight),
      nextAt: written(sql`${midnight} + interval '1 day' + ${ready}`),
    }),
};
