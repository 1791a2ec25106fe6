import { formatMinorSql } from '../money.ts';
import { jsonWords, raw, type Sql, sql, textOf } from '../sql/sql.ts';
import type { SqlOf } from './declare.ts';

/** The `Money` of two columns, or of expressions over columns; null when the amount is null. */
export const moneyOf = (minor: Sql, currency: Sql): Sql =>
  jsonWords({ amount: raw(formatMinorSql(textOf(minor))), currency }, sql`(${minor}) is not null`);

/** A `Money` field of two properties. */
export const moneyField =
  (minor: string, currency = 'currency'): SqlOf =>
  (d) =>
    moneyOf(d[minor]!, d[currency]!);

/** A rate as decimal text without trailing zeros: `0.850000` → "0.85". */
export const rateOf = (rate: Sql): Sql => sql`trim_scale(${rate})::text`;
