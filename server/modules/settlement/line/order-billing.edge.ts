import { extend, type Filter } from '../../../platform/read/declare.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { type OrderLine, OrderLineEntity, order } from '../../orders/index.ts';
import { BillingBlockerEnum, BillingStatusEnum } from './line-billing.type.ts';
import { billingReason } from './line-settlement.edge.ts';
import { readsBills } from './order-line-billing.edge.ts';

type Viewer = Parameters<typeof billingReason>[1];
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
  /** Whether all lines with these words await their bill. Such lines are few, and an index holds their orders. */
  isPending: (words: readonly string[]) => boolean = () => true,
): Filter<'id'> => {
  const lines = (
    v: Viewer,
    words: readonly string[],
    role: Role,
    among: readonly Sql[],
    all?: 'all',
  ): Sql =>
    sql`select bl.order_id from ${sql.table(OrderLineEntity)} bl where ${sql.and([
      ...among,
      matches((value) => isAmong(value, words), line, v, role, all),
    ])}`;
  // All lines of the partner that await their bill have an index.
  const orders = (v: Viewer, words: readonly string[], role: Role): Sql =>
    lines(
      v,
      words,
      role,
      Role.sideOf(role) === 'partner' ? [sql`bl.partner_id = ${v.tenantId}`] : [],
      'all',
    );
  return {
    type: () => [type],
    description,
    sees: readsBills,
    params: () => ({}),
    words: (value) => [...new Set(value as string[])].sort(),
    where: (d, { v, words, role, all }) =>
      all
        ? sql`${d.id} in (${orders(v, words, role)})`
        : // A page ends after a few orders. Without the offset, PostgreSQL may look for the lines of all orders first.
          sql`exists (${lines(v, words, role, [sql`bl.order_id = ${d.id}`])} offset 0)`,
    ids: (v, words, role) => (isPending(words) ? orders(v, words, role) : null),
  };
};

/** Filters of orders by the billing of their lines. */
export const orderBilling = extend(order, {
  filters: {
    billingStatus: withLine(
      BillingStatusEnum,
      'Orders with a line in any of these billing statuses.',
      (isWanted) => isWanted(line.billing),
      (words) => words.join() === 'PENDING',
    ),
    billingReason: {
      ...withLine(
        BillingBlockerEnum,
        'Orders with a line whose main reason not to be billed is one of these.',
        (isWanted, d, v, role, all) =>
          sql`${d.billing} = 'PENDING' and ${isWanted(billingReason(d, v, role, all))}`,
      ),
      isDear: true,
    },
  },
});
