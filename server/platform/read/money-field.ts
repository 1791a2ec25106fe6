import { CURRENCY, formatMinorSql } from '../money.ts';
import { jsonWords, type Sql, sql } from '../sql/sql.ts';

/** The `Money` of an amount in minor units; null when the amount is null. */
export const moneyOf = (minor: Sql): Sql =>
  jsonWords(
    { amount: sql.raw(formatMinorSql(sql.textOf(minor))), currency: sql.literal(CURRENCY) },
    sql`(${minor}) is not null`,
  );

/** A rate as decimal text without trailing zeros: `0.850000` → "0.85". */
export const rateOf = (rate: Sql): Sql => sql`trim_scale(${rate})::text`;
