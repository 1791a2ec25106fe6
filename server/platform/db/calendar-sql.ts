import { ZONE } from '../calendar.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { NOW } from './tenancy.ts';

const zone = sql.literal(ZONE);

/**
 * The wall clock of an instant, or the instant of a wall clock. A sum or difference needs parentheses, because the
 * operator binds more tightly.
 */
const zoned = (at: Sql): Sql => sql`${at} at time zone ${zone}`;

/** The first instant of the current month or year, or of the one `monthsBefore` earlier. */
const startOf = (unit: 'month' | 'year', monthsBefore = 0): Sql =>
  sql`(${zoned(sql`(date_trunc(${sql.literal(unit)}, ${zoned(sql.raw(NOW))}) - interval ${sql.literal(`${monthsBefore} months`)})`)})`;

/** Computations of {@link calendar} as SQL. */
export const calendarSql = {
  zoned,
  /** The same for SQL that is built from text. */
  zonedText: (at: string): string => sql.textOf(zoned(sql.raw(at))),
  startOf,
  /** The year of an instant, a number. */
  year: (at: Sql): Sql => sql`extract(year from ${zoned(at)})::int`,
  /** The day of an instant, a `date`. */
  day: (at: Sql): Sql => sql`(${zoned(at)})::date`,
  /** An instant in a format of `to_char`. */
  text: (at: Sql, format: string): Sql => sql`to_char(${zoned(at)}, ${sql.literal(format)})`,
};
