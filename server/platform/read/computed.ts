import { calendarSql } from '../db/calendar-sql.ts';
import { money } from '../money.ts';
import { inUnknownYear } from '../rules/holiday-plan.ts';
import { jsonWords, type Sql, sql } from '../sql/sql.ts';
import type { CodeField, DerivedField, PropertyField, SqlOf, UpstreamField } from './declare.ts';

/** The property in another form; null only if the property is. */
const of = <N extends string>(property: N, value: (property: Sql) => Sql): PropertyField<N> => ({
  property,
  value,
});

/** The form of a property, or of an SQL value within a larger expression. */
function form(value: (sql: Sql) => Sql) {
  function formed(of: Sql): Sql;
  function formed<N extends string>(of: N): PropertyField<N>;
  function formed(input: Sql | string): Sql | PropertyField {
    return typeof input === 'string' ? of(input, value) : value(input);
  }
  return formed;
}

/** Fields of a read declaration that are not columns. */
export const computed = {
  of,
  /** The `Money` of an amount in minor units; null when the amount is null. */
  money: form((minor) =>
    jsonWords(
      {
        amount: sql.raw(money.sql.format(sql.textOf(minor))),
        currency: sql.literal(money.currency),
      },
      sql`(${minor}) is not null`,
    ),
  ),
  /** A rate as decimal text without trailing zeros: `0.850000` → "0.85". */
  rate: form((rate) => sql`trim_scale(${rate})::text`),
  /** A stored role as the API writes it: `csp.owner` → "CSP_OWNER". */
  role: form((role) => sql`upper(replace(${role}, '.', '_'))`),
  /** The calendar day of an instant in Asia/Shanghai: "2026-11-25". */
  day: form((at) => calendarSql.text(at, 'YYYY-MM-DD')),
  /** `computed.code(['name', 'payRate'], (row) => …)`: selects the needed properties and runs the function over the row. */
  code: <V>(needs: readonly string[], compute: CodeField<V>['compute']): CodeField<V> => ({
    needs,
    compute,
  }),
  /** `computed.derived((d) => sql`…`, (value) => …)`: runs the function over an SQL value that the API does not show. */
  derived: <F, V, N extends string>(
    from: SqlOf<N>,
    derive: (value: F) => V,
    // The declaration gives the type of the SQL value.
  ): DerivedField<N, V> => ({ from, derive: (value) => derive(value as F) }),
  /** `computed.upstream('name', (d) => sql`…`)`: asks the upstream of this name with the SQL value. */
  upstream: <N extends string>(upstream: string, from: SqlOf<N>): UpstreamField<N> => ({
    upstream,
    from,
  }),
  /**
   * The object whose type and UUID two properties hold, as a `Node`; null if the viewer does not see it. The
   * resolved execution reads the objects of a list with one statement for each type.
   */
  subject: (type: string, key: string): CodeField<null> => ({
    needs: [type, key],
    compute: () => null,
    leads: (row) => ({ type: String(row[type]), key: String(row[key]) }),
  }),
  /**
   * Whether an instant that was counted in working days is provisional: no holiday plan is published for its year, so
   * Monday to Friday were counted (domain §5.9). False for null.
   */
  provisional: (at: Sql): Sql => sql`coalesce(${inUnknownYear(at)}, false)`,
};
