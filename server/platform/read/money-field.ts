import { moneyJsonSql } from '../money.ts';
import type { SqlOf } from './declare.ts';
import { raw, type Sql, sql, textOf } from './sql.ts';

/** SQL of a `Money` object from an amount in minor units and a currency. */
export const moneySql = (minor: Sql, currency: Sql): Sql => raw(moneyJsonSql(textOf(minor), textOf(currency)));

/** A `Money` field from two columns; null when the amount is null. */
export const moneyField = (minor: string, currency = 'currency'): SqlOf => (d) =>
  sql`case when ${d[minor]!} is not null then ${moneySql(d[minor]!, d[currency]!)} end`;
