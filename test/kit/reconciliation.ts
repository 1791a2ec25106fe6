import pg from 'pg';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';

/** SQL value: a column of the current binding of a customer to a partner, or to any partner. */
const ofCurrent = (column: string, customer: string, partner: string | null): string => `(
  select b.${column} from partner_binding b where b.customer_id = ${customer} ${partner ? `and b.partner_id = ${partner}` : ''}
  order by b.status in ('PRE_REGISTERED', 'INVITED', 'PROVISIONAL', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING') desc,
    b.bound_at is not null desc, b.created_at desc, b.id desc limit 1)`;

/** Tables whose rows are counted at all, and for each partner. */
const OF_PARTNERS = [
  'csp_authorization',
  'joint_sales_authorization',
  'exclusive_discount',
  'partner_binding',
  'customer_demand',
  'private_offer',
  'customer_order',
  'settlement_bill',
  'payment_authorization',
  'line_dispute',
  'invoice',
  'order_line',
  'supervision',
] as const;

/** Table and column of each kept number, with the rows that count; without a column, all rows. */
const COUNTED: readonly (readonly [table: string, column?: string, when?: string])[] = [
  ['customer_access', 'org_id', 'until is null'],
  ['customer'],
  ...OF_PARTNERS.map((table) => [table] as const),
  ...OF_PARTNERS.map((table) => [table, 'partner_id', 'partner_id is not null'] as const),
  ['csp_authorization', 'seller_id'],
  ['joint_sales_authorization', 'seller_id'],
  ['exclusive_discount', 'seller_id', "status <> 'DRAFT'"],
  ['customer_demand', 'seller_id', "status <> 'DRAFT'"],
  ['private_offer', 'seller_id'],
  ['payment_authorization', 'seller_id'],
  ['order_access', 'seller_id'],
  ['order_line', 'seller_id'],
  ['supervision', 'seller_id'],
  ['upstream_notification'],
  ['upstream_notification', 'org_id'],
];
/** Column by whose values the rows of a table are counted, unless it is the status. */
const COUNTED_BY: Readonly<Record<string, string>> = { order_line: 'billing' };
const counted = COUNTED.map(
  ([table, column, when = 'true']) => `
  select '${table}${column ? `.${column}` : ''}' as what, ${column ?? "'00000000-0000-0000-0000-000000000000'::uuid"} as org_id, ${COUNTED_BY[table] ?? 'status'} as value, count(*)::int as n
  from ${table} where ${when} group by 1, 2, 3`,
);

/** Amounts of the same rows that are summed beside their numbers, by table. */
const SUMMED: Readonly<Record<string, readonly string[]>> = {
  customer_order: [
    'list_total_minor',
    'deal_total_minor',
    'voucher_total_minor',
    'cash_total_minor',
  ],
  order_access: ['list_minor', 'deal_minor', 'voucher_minor', 'cash_minor'],
  order_line: ['list_minor', 'deal_minor', 'voucher_minor', 'cash_minor', 'settled_minor'],
  exclusive_discount: ['list_total_minor', 'net_total_minor', 'savings_minor'],
  supervision: ['deal_minor', 'cash_minor'],
};
const summed = COUNTED.filter(([table]) => table in SUMMED).flatMap(
  ([table, column, when = 'true']) =>
    SUMMED[table]!.map(
      (amount, i) => `
  select '${table}${column ? `.${column}` : ''}' as what, ${column ?? "'00000000-0000-0000-0000-000000000000'::uuid"} as org_id, ${COUNTED_BY[table] ?? 'status'} as value, ${i + 1} as place, sum(${amount}) as n
  from ${table} where ${when} group by 1, 2, 3`,
    ),
);

/** Queries for stored values that differ from the rows from which they follow. Each must return no row. */
const DIFFERENCES: Readonly<Record<string, Sql>> = {
  'state of a customer': sql`
    select c.name, c.status, c.binding_type from customer c where (c.status, c.binding_type) is distinct from
      (coalesce(${sql.raw(ofCurrent('status', 'c.id', null))}, 'PROSPECT'), ${sql.raw(ofCurrent('type', 'c.id', null))})`,
  'sales to a customer in its latest year': sql`
    select a.customer_name, a.sold_in_year, a.sold_this_year_minor from customer_access a
    left join lateral (select extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.deal_minor) as minor
      from order_line l where l.customer_id = a.customer_id and l.partner_id = a.org_id and l.status not in ('PENDING_PAYMENT', 'CANCELLED')
      group by 1 order by 1 desc limit 1) s on true
    where case when s.year = a.sold_in_year then s.minor <> a.sold_this_year_minor
      when s.year > a.sold_in_year then s.minor <> 0 else a.sold_this_year_minor <> 0 end`,
  'sales of account managers': sql`
    select member_id, starts_at, product_id, w.sales, k.sales as stored, w.deal, k.deal as stored_deal from (
      select a.account_manager_id as member_id, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as starts_at, l.product_id,
        count(*) filter (where l.refund_of_id is null) as sales, count(l.refund_of_id) as refunds, sum(l.deal_minor) as deal, sum(l.cash_minor) as cash,
        coalesce(sum(-l.cash_minor) filter (where l.refund_of_id is not null), 0) as refunded,
        coalesce(sum(l.cash_minor) filter (where l.performance = 'COUNTED'), 0) as performance, coalesce(sum(l.cash_minor) filter (where l.performance = 'REBOUND'), 0) as rebound
      from order_line l join customer_access a on a.customer_id = l.customer_id and a.org_id = l.partner_id
      where a.until is null and a.account_manager_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3) w
    full join (select member_id, starts_at, product_id, sum(sale_count) as sales, sum(refund_count) as refunds, sum(deal_minor) as deal, sum(cash_minor) as cash,
        sum(refunded_minor) as refunded, sum(performance_minor) as performance, sum(rebound_minor) as rebound from manager_sales group by 1, 2, 3) k using (member_id, starts_at, product_id)
    where (coalesce(w.sales, 0), coalesce(w.refunds, 0), coalesce(w.deal, 0), coalesce(w.cash, 0), coalesce(w.refunded, 0), coalesce(w.performance, 0), coalesce(w.rebound, 0))
      <> (coalesce(k.sales, 0), coalesce(k.refunds, 0), coalesce(k.deal, 0), coalesce(k.cash, 0), coalesce(k.refunded, 0), coalesce(k.performance, 0), coalesce(k.rebound, 0))`,
  'state of a customer at an organization': sql`
    select a.customer_name, a.status, a.binding_type from customer_access a where (a.status, a.binding_type) is distinct from
      (coalesce(${sql.raw(ofCurrent('status', 'a.customer_id', 'coalesce(a.via_partner_id, a.org_id)'))}, 'PROSPECT'),
        ${sql.raw(ofCurrent('type', 'a.customer_id', 'a.org_id'))})`,
  'orders of sellers': sql`
    select w.order_id, w.seller_id, a.order_id as stored from (
      select l.order_id, l.seller_id, count(*)::int as n, sum(l.list_minor) as list, sum(l.deal_minor) as deal,
        sum(l.voucher_minor) as voucher, sum(l.cash_minor) as cash, array_agg(lower(l.product_name)) as products from order_line l group by 1, 2) w
    join customer_order o on o.id = w.order_id
    full join order_access a on a.order_id = w.order_id and a.seller_id = w.seller_id
    where (a.line_count, a.list_minor, a.deal_minor, a.voucher_minor, a.cash_minor, a.partner_id, a.placed_at, a.status, a.order_type, a.attribution, a.paid_at,
      (select bool_and(strpos(a.search_key, x) > 0) from unnest(w.products) x))
      is distinct from (w.n, w.list, w.deal, w.voucher, w.cash, o.partner_id, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, true)`,
  'settlement of order lines': sql`
    select l.id, l.settled_minor, b.settlement_minor from order_line l
    left join settlement_bill_line b on b.order_line_id = l.id and b.kind <> 'ADJUSTMENT'
    where l.settled_minor is distinct from b.settlement_minor`,
  'sales in their refunds': sql`
    select r.order_number, r.sale_cash_minor, r.sale_settled_minor, r.share_ratio, o.share_ratio as of_sale from order_line r left join order_line o on o.id = r.refund_of_id
    where (r.sale_deal_minor, r.sale_cash_minor, r.sale_floor_minor, r.sale_settled_minor) is distinct from (o.deal_minor, o.cash_minor, o.floor_minor,
        case when o.settled_minor is not null then greatest(0, o.settled_minor + coalesce((select sum(a.amount_minor) from bill_adjustment a where a.order_line_id = o.id), 0)) end)
      or (o.id is not null and (r.partner_id, r.strategy, r.share_ratio, r.vat_rate) is distinct from (o.partner_id, o.strategy, o.share_ratio, o.vat_rate))`,
  'inputs of bill lines': sql`
    select b.number, l.position from settlement_bill_line l join settlement_bill b on b.id = l.bill_id
    join order_line o on o.id = l.order_line_id left join order_line s on s.id = o.refund_of_id and l.kind = 'REFUND'
    cross join lateral (select coalesce(sum(x.settlement_minor) filter (where y.id = s.id), 0) as settled,
        coalesce(sum(-x.cash_minor) filter (where y.id <> s.id), 0) as refunded, coalesce(sum(-x.settlement_minor) filter (where y.id <> s.id), 0) as deducted
      from settlement_bill_line x join settlement_bill c on c.id = x.bill_id join order_line y on y.id = x.order_line_id
      where s.id in (y.id, y.refund_of_id) and (c.period < b.period or c.id = b.id and x.position < l.position)) f
    where (l.order_number, l.order_position) is distinct from (o.order_number, o.position)
      or (l.kind = 'SALE' and (l.deal_minor, l.floor_minor) is distinct from (o.deal_minor, o.floor_minor))
      or (l.kind = 'REFUND' and (l.sale_cash_minor, l.sale_settled_minor, l.sale_refunded_minor, l.sale_deducted_minor)
        is distinct from (s.cash_minor, f.settled, f.refunded, f.deducted))`,
  'sums of bills': sql`
    select b.number, s.* from settlement_bill b cross join lateral (
      select ${sql.join(
        ['true', 'l.month < b.period'].flatMap((among) =>
          ['SALE', 'REFUND', 'ADJUSTMENT'].map((kind) =>
            sql.raw(
              `coalesce(sum(l.settlement_minor) filter (where l.kind = '${kind}' and ${among}), 0)`,
            ),
          ),
        ),
        ', ',
      )}, count(distinct o.order_id), count(*) filter (where l.kind = 'REFUND'), count(*) filter (where l.kind = 'ADJUSTMENT')
      from settlement_bill_line l join order_line o on o.id = l.order_line_id where l.bill_id = b.id)
      s (sales, refunds, adjustments, carried_sales, carried_refunds, carried_adjustments, orders, refund_lines, adjustment_lines)
    where (b.sales_minor, b.refunds_minor, b.adjustments_minor, b.carried_sales_minor, b.carried_refunds_minor, b.carried_adjustments_minor, b.order_count, b.refund_count, b.adjustment_count)
      is distinct from (s.sales, s.refunds, s.adjustments, s.carried_sales, s.carried_refunds, s.carried_adjustments, s.orders, s.refund_lines, s.adjustment_lines)`,
  'numbers of rows by state': sql`
    select w.*, k.n as stored, k.what as kept from (${sql.raw(counted.join(' union all '))}) w
    full join (select what, org_id, value, sum(rows)::int as n from kept_count group by 1, 2, 3) k
      on k.what = w.what and k.org_id = w.org_id and k.value = w.value
    where coalesce(w.n, 0) <> coalesce(k.n, 0)`,
  'sums of rows by state': sql`
    select w.*, k.n as stored, k.what as kept from (${sql.raw(summed.join(' union all '))}) w
    full join (select what, org_id, value, place::int, sum(n) as n from kept_count, unnest(sums) with ordinality s (n, place) group by 1, 2, 3, 4) k
      on k.what = w.what and k.org_id = w.org_id and k.value = w.value and k.place = w.place
    where coalesce(w.n, 0) <> coalesce(k.n, 0)`,
};

/**
 * The first rows of each kept value that differs from the rows from which it follows. They are read as the superuser:
 * whole tables may take longer than the product waits for a statement.
 */
export async function differences(superuserUrl: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  try {
    // Statements in one text have a result each.
    const results = (await client.query(
      Object.values(DIFFERENCES).map(sql.textOf).join(';'),
    )) as unknown as pg.QueryResult[];
    const found = Object.keys(DIFFERENCES).map((what, i) => [what, results[i]!.rows] as const);
    return Object.fromEntries(
      found.flatMap(([what, rows]) => (rows.length > 0 ? [[what, rows.slice(0, 3)]] : [])),
    );
  } finally {
    await client.end();
  }
}
