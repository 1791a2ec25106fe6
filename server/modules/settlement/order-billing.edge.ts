import { extend, type Filter } from '../../platform/read/declare.ts';
import { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import { type OrderLine, OrderLineEntity, order } from '../orders/index.ts';
import { BillingBlockerEnum, BillingStatusEnum } from './line-billing.type.ts';
import { billingReason } from './line-settlement.edge.ts';
import { readsBills } from './order-line-billing.edge.ts';

const line = Columns.in<keyof OrderLine & string>('bl');

/** One word is compared in the form of an index condition, which PostgreSQL then does not check again. */
const isAmong = (value: Sql, words: readonly string[]): Sql =>
  words.length === 1
    ? sql`${value} = ${sql.literal(words[0]!)}`
    : sql`${value} = any(array[${sql.words(words)}]::text[])`;

/**
 * Orders with a line of one of the given words. The lines of an order have its partner, so that a role that reads the
 * bills of the order may read them all.
 */
const withLine = (
  type: object,
  description: string,
  matches: (isWanted: (value: Sql) => Sql, ...of: Parameters<typeof billingReason>) => Sql,
): Filter<'id'> => ({
  type: () => [type],
  description,
  sees: readsBills,
  params: () => ({}),
  words: (value) => [...new Set(value as string[])].sort(),
  where: (d, _a, v, _given, words, role, all) =>
    sql`${d.id} in (select bl.order_id from ${sql.table(OrderLineEntity)} bl where ${sql.and([
      // All lines of the partner that await their bill have an index. A page ends after a few orders, each of which is
      // looked up; with the partner, PostgreSQL expects fewer of them and looks for all first.
      ...(all && Role.sideOf(role) === 'partner' ? [sql`bl.partner_id = ${v.tenantId}`] : []),
      matches((value) => isAmong(value, words), line, v, role),
    ])})`,
});

/** Filters of orders by the billing of their lines. */
export const orderBilling = extend(order, {
  filters: {
    billingStatus: withLine(
      BillingStatusEnum,
      'Orders with a line in any of these billing statuses.',
      (isWanted) => isWanted(line.billing),
    ),
    billingReason: {
      ...withLine(
        BillingBlockerEnum,
        'Orders with a line whose main reason not to be billed is one of these.',
        (isWanted, d, v, role) =>
          sql`${d.billing} = 'PENDING' and ${isWanted(billingReason(d, v, role))}`,
      ),
      isDear: true,
    },
  },
});
