import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { COUNTS } from './sales-rollup.sql.ts';

const line = Columns.in<'partnerId' | 'customerId' | 'productId' | 'placedAt' | 'dealMinor'>('l');

/** SQL: sales of a partner since the start of a month in the lines that `which` accepts, less refunds, in minor units. */
export const soldBy = (partnerId: Sql, since: Sql, which: (l: typeof line) => Sql): Sql => sql`
  select coalesce(sum(${line.dealMinor}), 0)::bigint from order_line l
  where ${line.partnerId} = ${partnerId} and ${line.placedAt} >= ${since} and ${sql.raw(COUNTS)} and ${which(line)}`;

/** Partner and customer of an authorization or a price; without a customer, all customers of the partner. */
export interface Buyers {
  readonly partnerId: Sql;
  readonly productId: Sql;
  readonly customerId: Sql;
}

/**
 * SQL of a row `minor`: sales of the product since the start of a month, less refunds. For all customers of
 * the partner they come from the stored sums; for one customer, from the order lines.
 */
export const soldSince = ({ partnerId, productId, customerId }: Buyers, since: Sql): Sql => sql`(
    select coalesce(sum(s.minor), 0)::bigint as minor from (
      select p.deal_minor as minor from product_sales p
      where ${customerId} is null and p.partner_id = ${partnerId} and p.product_id = ${productId}
        and p.unit = 'MONTH' and p.starts_at >= ${since}
      union all
      select l.deal_minor from order_line l
      where l.customer_id = ${customerId} and l.partner_id = ${partnerId} and l.placed_at >= ${since}
        and l.product_id = ${productId} and ${sql.raw(COUNTS)}) s)`;
