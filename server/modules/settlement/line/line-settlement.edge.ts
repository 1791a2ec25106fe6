import { computed } from '../../../platform/read/computed.ts';
import { extend, type Filter, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { visibleTo } from '../../../platform/read/visible.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type OrderLine, orderLine } from '../../orders/index.ts';
import { estimate } from './line-billing.read.ts';
import { BillingBlockerEnum, BillingStatusEnum } from './line-billing.type.ts';
import { billingBlockers, readsBills } from './order-line-billing.edge.ts';

type Column = keyof OrderLine & string;

/** Settlement on the bill of a line, or its estimate until the line is billed; in minor units. */
export const settlementMinor: SqlOf<Column> = (d) =>
  sql`coalesce(${d.settledMinor}, ${estimate(d)})`;

/**
 * First reason why a line is not billed yet: every pending line has exactly one. A supervised line takes effect with its
 * acceptance, so the supervision is the reason that someone can act on. Without the offset, PostgreSQL computes the
 * blockers for each of their uses.
 */
export const billingReason: SqlOf<Column> = (d, v, role, all) => sql`(
  select case when x.b[1] = 'NOT_EFFECTIVE' and 'SUPERVISION_OPEN' = any(x.b) then 'SUPERVISION_OPEN' else x.b[1] end
  from (select ${billingBlockers(d, v, role, all)} as b offset 0) x)`;

/** Lines that await their bill for one of the given reasons. An index finds the pending lines of a partner. */
const blocked = (description: string, matches: SqlOf<Column>): Filter<Column> => ({
  type: () => [BillingBlockerEnum],
  description,
  isDear: true,
  params: () => ({}),
  words: (value) => [...new Set(value as string[])].sort(),
  where: (d, { v, words, role, all }) =>
    sql`${d.billing} = 'PENDING' and ${matches(d, v, role, all)} && array[${sql.words(words)}]::text[]`,
});

/** Settlement fields, filters and sums of the list of transaction details (domain §3.2). */
export const orderLineSettlement = extend(orderLine, {
  fields: {
    settlementAmount: {
      type: () => MoneyType,
      nullable: true,
      description:
        'Settlement amount including tax: the amount on the bill, or the estimate at current rates until the line is billed (结算金额). Null without an agreed share ratio and for roles that may not read bills.',
      source: visibleTo(
        readsBills,
        // Without the offset, PostgreSQL computes the amount for each of its uses.
        (d, v, role) =>
          sql`(select ${computed.money(sql.raw('e.minor'))} from (select ${settlementMinor(d, v, role)} as minor offset 0) e)`,
        'json',
      ),
    },
  },
  filters: {
    billingStatus: filter.anyOf('billing', BillingStatusEnum, 'Billing statuses to include.'),
    billingBlocker: blocked(
      'Lines that any of these reasons keeps from being billed.',
      billingBlockers,
    ),
    billingReason: blocked(
      'Lines whose main reason is one of these. A pending line has one main reason.',
      (d, v, role, all) => sql`array[${billingReason(d, v, role, all)}]`,
    ),
  },
  measures: {
    settlementAmount: measure.sum(
      settlementMinor,
      'Sum of the settlement amounts; lines without an agreed share ratio do not count (结算金额).',
      { sum: 'settledMinor', others: (d) => sql`${d.billing} = 'PENDING'` },
    ),
  },
});
