import { calendar } from '../../calendar.ts';
import { calendarSql } from '../../db/calendar-sql.ts';
import { scalar } from '../../schema/scalars.ts';
import { MonthRange } from '../../schema/types.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import type { Filter, Reads, SqlOf } from '../declare.ts';
import { isWithin } from '../filters.ts';
import type { Dimension } from './declare.ts';

/** The value of a column as it is, for example a state. */
const byColumn = <N extends string>(
  column: N,
  type: object,
  description: string,
): Dimension<N> => ({ description, type: () => type, value: (d) => d[column] });

/** The object to which a column refers, as far as the viewer may see it. */
const refersTo = <N extends string>(
  to: () => Reads,
  column: N,
  description: string,
): Dimension<N> => ({ description, to, value: (d) => d[column] });

/** Every month that a validity, from one instant until another, touches: a row counts once for each. */
const monthsOfValidity = <N extends string>(
  from: N,
  until: SqlOf<N>,
  description: string,
): Dimension<N> => ({
  description,
  type: () => scalar.month,
  isList: true,
  value: (d, v, role) => {
    const local = (instant: Sql): Sql => sql`date_trunc('month', ${calendarSql.zoned(instant)})`;
    // A validity that ends at midnight of the first does not touch the month that begins.
    const last = sql`(${until(d, v, role)} - interval '1 microsecond')`;
    return sql`array(select to_char(m, 'YYYY-MM') from generate_series(${local(d[from])}, ${local(last)}, interval '1 month') m)`;
  },
});

export const dimension = { column: byColumn, refersTo, months: monthsOfValidity };

/** Name under which each source of a report has its instant: the time of a row, or the start of summed months. */
export const TIME = 'reportTime';

/** The month, quarter and year of an instant in the marketplace's time zone. */
export const calendarOf = (): Readonly<Record<'month' | 'quarter' | 'year', Dimension>> => {
  const by = (description: string, format: string, type: object): Dimension => ({
    description,
    type: () => type,
    value: (d) => calendarSql.text(d[TIME]!, format),
  });
  return {
    month: by('Month, for example 2026-03 (月).', 'YYYY-MM', scalar.month),
    quarter: by('Quarter, for example 2026-Q1 (季度).', 'YYYY-"Q"Q', String),
    year: by('Calendar year, for example 2026 (年).', 'YYYY', String),
  };
};

/** Rows whose instant lies in a range of whole months, so that stored sums of months can answer. */
export const monthsOf = (): Filter => ({
  type: () => MonthRange,
  description: 'Range of months to include.',
  params: (value) => {
    const { from, until } = value as MonthRange;
    return {
      ...(from ? { from: calendar.periodOf(from).from } : {}),
      ...(until ? { until: calendar.periodOf(until).from } : {}),
    };
  },
  where: (d, use) => isWithin(d[TIME]!, use),
});
