/** Values in the product's wire format. */
const instant = (value: string): string =>
  `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const decimal = (minor: string): string => `round(${minor} * 0.01, 2)::text`;
const money = (minor: string, currency: string): string =>
  `json_build_object('amount', ${decimal(minor)}, 'currency', ${currency})`;

/** A list of rows as `{ nodes: [...] }`; `rows` is a select in its order. */
const nodes = (rows: string): string =>
  `(select json_build_object('nodes', coalesce(json_agg(row_to_json(r)), '[]'::json)) from (${rows}) r)`;
const object = (row: string): string => `(select row_to_json(r) from (${row}) r)`;

const hasAccess = (customer: string): string =>
  `exists (select 1 from customer_access a where a.customer_id = ${customer} and a.org_id = $1 and a.until is null)`;

/** The binding of a customer to show: the open one, otherwise the last. */
const binding = (customer: string, fields: string): string =>
  object(`select ${fields} from partner_binding b where b.customer_id = ${customer} and b.partner_id = $1
    order by b.status in ('PRE_REGISTERED', 'INVITED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING') desc,
      b.bound_at is not null desc, b.created_at desc, b.id desc limit 1`);

const product = (id: string, more = ''): string =>
  object(`select 'prd_' || p.id as id, p.name${more} from product p where p.id = ${id}`);

const cursor = (createdAt: string, id: string): string =>
  `rtrim(translate(encode(convert_to('["CREATED","' || ${instant(createdAt)} || '","' || ${id} || '"]', 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;

const customers = (after: string): string => `
  select json_build_object('customers', json_build_object(
    'nodes', coalesce(json_agg(c.node order by c.n) filter (where c.n <= $2), '[]'::json),
    'pageInfo', json_build_object('hasNextPage', count(*) > $2, 'endCursor', max(c.cursor) filter (where c.n = $2))))
  from (
    select row_number() over () as n,
      case when row_number() over () = $2 then ${cursor('p.created_at', 'p.id')} end as cursor,
      ${object(`select 'cus_' || p.id as id, p.name, ${instant('p.created_at')} as "createdAt",
        ${binding('p.id', `'bnd_' || b.id as id, b.status, ${instant('b.bound_at')} as "boundAt"`)} as binding,
        ${nodes(`select 'dsc_' || d.id as id, d.number, d.status, ${instant('d.valid_until')} as "validUntil",
            ${money('d.net_total_minor', 'd.currency')} as "netTotal", ${product('d.product_id')} as product
          from exclusive_discount d where d.customer_id = p.id and d.partner_id = $1
          order by d.created_at desc, d.id desc limit 5`)} as "exclusiveDiscounts"`)} as node
    from (select a.customer_id as id, a.customer_name as name, a.customer_created_at as created_at
      from customer_access a where a.org_id = $1 and a.until is null${after}
      order by a.customer_created_at desc, a.customer_id desc limit $2 + 1) p
  ) c`;

/** The cost of the year's dashboard without stored sums: one pass over the year's lines. */
const dashboard = `
  with lines as materialized (
    select l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month,
      count(*) filter (where l.refund_of_id is null) as sold, count(*) filter (where l.refund_of_id is not null) as refunds,
      sum(l.deal_minor) as deal, sum(l.cash_minor) as cash,
      sum(case when l.refund_of_id is null then 0 else -l.cash_minor end) as refunded
    from order_line l where l.partner_id = $1 and l.status not in ('PENDING_PAYMENT', 'CANCELLED')
      and l.placed_at >= (date_trunc('month', now() at time zone 'Asia/Shanghai') - interval '11 months') at time zone 'Asia/Shanghai'
    group by 1, 2, 3),
  months as (select month, currency, sum(sold) as sold, sum(refunds) as refunds, sum(deal) as deal, sum(cash) as cash, sum(refunded) as refunded
    from lines group by 1, 2),
  year as (select product_id, currency, sum(sold) as sold, sum(cash) as cash from lines where to_char(month, 'YYYY') = $2 group by 1, 2)
  select json_build_object(
    'months', ${nodes(`select to_char(m.month, 'YYYY-MM') as period, m.sold as "saleCount", m.refunds as "refundCount",
        ${money('m.deal', 'm.currency')} as deal, ${money('m.cash', 'm.currency')} as cash, ${money('m.refunded', 'm.currency')} as refunded
      from months m order by m.month desc`)},
    'year', ${nodes(`select $2 as period, sum(y.sold) as "saleCount", ${money('sum(y.cash)', 'y.currency')} as cash,
        ${nodes(`select t.sold as "saleCount", ${money('t.cash', 't.currency')} as cash, ${product('t.product_id')} as product
          from year t order by t.cash desc limit 10`)} as products
      from year y group by y.currency`)})`;

/** The data of each read as one hand-written statement without row-level security; $1 is the partner. */
export const statements = {
  Q1: `select json_build_object('customer', ${object(`select 'cus_' || c.id as id, c.name, ${instant('c.created_at')} as "createdAt",
      ${binding('c.id', `'bnd_' || b.id as id, b.status, b.type, ${instant('b.bound_at')} as "boundAt"`)} as binding
    from customer c where c.id = $2 and ${hasAccess('c.id')}`)})`,
  Q2: customers(''),
  'Q2 after': customers(
    ' and (a.customer_created_at, a.customer_id) < ($3::timestamptz, $4::uuid)',
  ),
  Q3: `select json_build_object('exclusiveDiscounts', ${nodes(`
    select 'dsc_' || d.id as id, d.number, d.status, ${instant('d.valid_until')} as "validUntil",
      ${product(
        'd.product_id',
        `, ${nodes(`select 'csa_' || a.id as id, a.status, ${instant('a.valid_until')} as "validUntil",
            json_build_object('id', 'org_' || o.id, 'name', o.name) as seller
          from csp_authorization a join organization o on o.id = a.seller_id
          where a.product_id = p.id and (a.partner_id = $1 or a.partner_id is null)
          order by a.created_at desc, a.id desc limit 5`)} as "cspAuthorizations"`,
      )} as product,
      ${object(`select 'cus_' || c.id as id, c.name, ${nodes(`
          select 'ord_' || o.id as id, o.number, o.status, ${instant('o.placed_at')} as "placedAt", ${money('o.cash_total_minor', 'o.currency')} as "cashTotal"
          from customer_order o where o.customer_id = c.id and o.partner_id = $1 order by o.placed_at desc, o.id desc limit 3`)} as orders
        from customer c where c.id = d.customer_id and ${hasAccess('c.id')}`)} as customer
    from exclusive_discount d where d.partner_id = $1 order by d.created_at desc, d.id desc limit 20`)})`,
  Q4: `select json_build_object('settlementBills', ${nodes(`
    select 'stl_' || b.id as id, b.number, b.period, b.status, ${money('b.gross_minor', 'b.currency')} as gross,
      ${money('b.net_minor', 'b.currency')} as net, b.line_count as "lineCount",
      ${object(`select 'ivc_' || i.id as id, i.number, i.status, ${money('i.gross_minor', 'i.currency')} as gross
        from invoice i where i.bill_id = b.id limit 1`)} as invoice,
      ${nodes(`select 'sbl_' || l.id as id, l.kind, l.product_type as "productType", l.month,
          ${money('l.base_minor', 'l.currency')} as base, ${money('l.settlement_minor', 'l.currency')} as settlement
        from settlement_bill_line l where l.bill_id = b.id order by l.position, l.id limit 5`)} as lines
    from settlement_bill b where b.partner_id = $1 order by b.run_at desc, b.id desc limit 24`)})`,
  Q5: dashboard,
  Q6: `select json_build_object('orderRows', ${nodes(`
    select 'orw_' || l.id as id, l.order_number as "orderNumber", l.status, ${instant('l.placed_at')} as "placedAt",
      l.product_name as "productName", l.specification_name as "specificationName", l.quantity, l.currency,
      ${decimal('l.list_minor')} as "listAmount", ${decimal('l.deal_minor')} as "dealAmount", ${decimal('l.cash_minor')} as "cashAmount"
    from order_line l where l.partner_id = $1 order by l.placed_at desc, l.id desc limit 1000`)})`,
} as const;
