import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';

/** Columns of an order that its sellers' rows copy. */
const COPIED = ['partner_id', 'placed_at', 'status', 'order_type', 'attribution', 'paid_at'];

/** Sums over the lines `l` of one order and seller, by column. */
const SUMS = {
  line_count: '1',
  list_minor: 'l.list_minor',
  deal_minor: 'l.deal_minor',
  voucher_minor: 'l.voucher_minor',
  cash_minor: 'l.cash_minor',
} as const;
const sums = Object.keys(SUMS) as (keyof typeof SUMS)[];
const each = (columns: readonly string[], text: (column: string) => string): string =>
  columns.map(text).join(', ');

/**
 * SQL text: what a seller finds an order `o` of a customer `c` by. It aggregates the seller's own lines with their products
 * `p`; the search text of the order would tell the other sellers' products.
 */
const keyOver = (line: string): string =>
  `concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(${line}.product_name), p.search_key), ' '))`;

const searchKeyOf = (sellerId: string): string =>
  `(select ${keyOver('k')}
    from order_line k join ${sql.tableName(ProductEntity)} p on p.id = k.product_id, ${sql.tableName(CustomerEntity)} c
    where k.order_id = o.id and k.seller_id = ${sellerId} and c.id = o.customer_id group by c.name_key)`;

/** SQL text: the orders of sellers, summed over lines. `lines` is their FROM clause, `sign` the factor of a line `l`. */
function sellerOrdersOf(lines: string, sign: string): string {
  const summed = `select l.order_id, l.seller_id, ${sums.map((column) => `sum(${sign} * ${SUMS[column]}) as ${column}`).join(', ')}
    from ${lines} group by l.order_id, l.seller_id`;
  return `select s.*, ${each(COPIED, (c) => `o.${c}`)}, coalesce(${searchKeyOf('s.seller_id')}, '') as search_key from (${summed}) s join customer_order o on o.id = s.order_id
    where (${each(sums, (c) => `s.${c}`)}) <> (${each(sums, () => '0')})`;
}

/** SQL text: adds sums to the stored ones, in one order for all writers. A seller without lines loses the order. */
const addSellerOrdersSql = (lines: string, sign: string): string =>
  `insert into order_access as a (order_id, seller_id, ${each(sums, (c) => c)}, ${each(COPIED, (c) => c)}, search_key)
  select * from (${sellerOrdersOf(lines, sign)}) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set ${each(sums, (c) => `${c} = a.${c} + excluded.${c}`)}, search_key = excluded.search_key`;

/** SQL text: writes the sellers' orders of all lines at once, to an empty table without indexes. */
export const fillSellerOrdersSql = `insert into order_access (order_id, seller_id, ${each(sums, (c) => c)}, ${each(COPIED, (c) => c)}, search_key)
  select l.order_id, l.seller_id, ${each(sums, (c) => `sum(${SUMS[c as keyof typeof SUMS]})`)}, ${each(COPIED, (c) => `o.${c}`)}, ${keyOver('l')}
  from order_line l join ${sql.tableName(ProductEntity)} p on p.id = l.product_id
    join customer_order o on o.id = l.order_id join ${sql.tableName(CustomerEntity)} c on c.id = o.customer_id
  group by l.order_id, l.seller_id, o.number, o.upstream_order_id, c.name_key, ${each(COPIED, (c) => `o.${c}`)}`;

/** SQL text of a trigger function: writes the changed lines to the sellers' orders. */
export const linesToSellers = (changes: string): string =>
  `${addSellerOrdersSql(`${changes} l`, 'l.factor')}; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from ${changes} l); return null`;

/** Columns of an order that a seller does not see, so that it must not learn of their changes. */
const UNSEEN = `'{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,search_key,updated_at,version}'::text[]`;

/** SQL text of a trigger function: writes changed orders, as far as sellers see the change, to the sellers' orders. */
export const ordersToSellers = `update order_access a set (${each(COPIED, (c) => c)}, updated_at) = (${each(COPIED, (c) => `n.${c}`)}, n.updated_at)
  from new_rows n join old_rows o on o.id = n.id where a.order_id = n.id and to_jsonb(n) - ${UNSEEN} <> to_jsonb(o) - ${UNSEEN}; return null`;
