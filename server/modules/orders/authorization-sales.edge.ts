import { ZONE } from '../../platform/calendar.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import { MoneyType } from '../../platform/graphql/types.ts';
import type { Columns } from '../../platform/read/columns.ts';
import type { ReadEdge, Reads } from '../../platform/read/declare.ts';
import { moneyOf } from '../../platform/read/money-field.ts';
import { onlyFor } from '../../platform/read/only-for.ts';
import { raw, type Sql, sql, type ViewerRef } from '../../platform/read/sql.ts';
import { ROLES } from '../../platform/viewer.ts';
import { cspAuthorization, jointSalesAuthorization } from '../authorizations/index.ts';
import { COUNTS } from './sales-rollup.ts';

/** The first instant of the month eleven months ago. */
const SINCE = raw(
  `((date_trunc('month', ${NOW} at time zone '${ZONE}') - interval '11 months') at time zone '${ZONE}')`,
);

/** For all of the partner's customers the sums that are kept; for one customer its own lines. */
const sold = (d: Columns, v: ViewerRef): Sql => sql`(
  select ${moneyOf(raw('e.minor'), raw('e.currency'))} from (
    select coalesce(sum(s.minor), 0)::bigint as minor, coalesce(max(s.currency), 'CNY') as currency from (
      select p.deal_minor as minor, p.currency from product_sales p
      where ${d.customerId!} is null and p.partner_id = ${v.tenantId} and p.product_id = ${d.productId!}
        and p.unit = 'MONTH' and p.starts_at >= ${SINCE}
      union all
      select l.deal_minor, l.currency from order_line l
      where l.customer_id = ${d.customerId!} and l.partner_id = ${v.tenantId} and l.placed_at >= ${SINCE}
        and l.product_id = ${d.productId!} and ${raw(COUNTS)}) s) e)`;

/** Sums tell a rep of customers that are not its own, and others of what partners sell. */
const soldLastYear = onlyFor(
  (role) => ROLES[role] === 'partner' && role !== 'csp.rep',
  sold,
  'json',
);

const salesUnder = (on: Reads): ReadEdge => ({
  on,
  fields: {
    soldLastYear: {
      type: () => MoneyType,
      nullable: true,
      description:
        'What the viewer’s organization sold of the product to those whom it is for, this month and in the eleven before, refunds taken off: what lapses with it (近 12 个月成交). Null for reps and for the other sides.',
      source: soldLastYear,
    },
  },
});

/** What an authorization is worth to a partner. */
export const authorizationSales: readonly ReadEdge[] = [
  salesUnder(cspAuthorization),
  salesUnder(jointSalesAuthorization),
];
