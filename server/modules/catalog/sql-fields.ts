import { moneyJsonSql } from '../../platform/money.ts';
import { raw, type Sql, sql } from '../../platform/read/sql.ts';

/** Text of a fragment without parameters. Throws for any other. */
const textOf = (fragment: Sql): string =>
  fragment.parts
    .map((part) => {
      if (!('text' in part)) throw new Error('An amount is computed of columns, not of parameters');
      return part.text;
    })
    .join('');

/** The `Money` of two columns or expressions over columns. */
export const moneyOf = (minor: Sql, currency: Sql): Sql =>
  raw(moneyJsonSql(textOf(minor), textOf(currency)));

/** A rate as decimal text without trailing zeros: `0.850000` → "0.85". */
export const rateOf = (rate: Sql): Sql => sql`trim_scale(${rate})::text`;
