import { calendarSql } from '../../platform/db/calendar-sql.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import { globalId } from '../../platform/ids.ts';
import type { Reads } from '../../platform/read/declare.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import {
  cspAuthorization,
  HOLDING_STATES,
  jointSalesAuthorization,
} from '../authorizations/index.ts';
import { ProductEntity, product, specification } from '../catalog/index.ts';
import {
  ExclusiveDiscountEntity,
  ExclusiveDiscountLineEntity,
  exclusiveDiscount,
  GRANTED_STATES,
  PERSON_REVIEW_STATES,
} from '../discounts/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { COUNTS, DELIVERY_STATES, OrderEntity, OrderLineEntity } from '../orders/index.ts';
import { SupervisionEntity } from '../supervision/index.ts';

/** Products of the facts: those that the customer uses, or all that the partner may offer. */
type Products = 'CURRENT' | 'ALL';

const now = sql.raw(NOW);
const ms = (at: string): Sql => sql.ms(sql.raw(at));
/** SQL: global id of a row, whose key a column holds. */
const idOf = ({ spec }: Reads, column: string): Sql =>
  sql`${sql.literal(globalId(spec.id, ''))} || ${sql.raw(column)}`;
const daysAgo = (days: number): Sql => sql`${now} - interval '${sql.raw(String(days))} days'`;

/** Sales by specification. The twelve months hold the year and the last 180 days. */
const sales = (d: Columns<'id'>, v: typeof sql.viewer): Sql => sql`
  select l.product_id, l.specification_id, (array_agg(l.specification_name order by l.placed_at desc))[1] as name,
    sum(l.deal_minor) as twelve_months,
    coalesce(sum(l.deal_minor) filter (where l.placed_at >= ${calendarSql.startOf('year')}), 0) as this_year,
    coalesce(sum(l.deal_minor) filter (where l.placed_at >= ${daysAgo(90)}), 0) as last_90,
    coalesce(sum(l.deal_minor) filter (where l.placed_at >= ${daysAgo(180)} and l.placed_at < ${daysAgo(90)}), 0) as previous_90
  from ${sql.table(OrderLineEntity)} l
  where l.customer_id = ${d.id} and l.partner_id = ${v.tenantId} and l.placed_at >= ${calendarSql.startOf('month', 11)} and ${sql.raw(COUNTS)}
  group by l.product_id, l.specification_id`;

/** SQL: authorizations of current products, those of the customer alone among them, or of all products. */
const granted = (of: Reads, d: Columns<'id'>, v: typeof sql.viewer, products: Products): Sql => sql`
  select a.product_id, ${idOf(of, 'a.id')} as id, a.floor_pay_rate, a.valid_from, a.valid_until,
    case when a.customer_id is not null then 0 when a.partner_id is not null then 1 else 2 end as width
  from ${sql.table(of.entity)} a
  where a.status in (${sql.words(HOLDING_STATES)}) and a.valid_until > ${now}
    and (a.partner_id = ${v.tenantId} or a.partner_id is null) and (a.customer_id = ${d.id} or a.customer_id is null)
    ${products === 'ALL' ? sql`` : sql`and (a.customer_id = ${d.id} or a.product_id in (select product_id from s union select product_id from p))`}`;

const prices = (d: Columns<'id'>, v: typeof sql.viewer): Sql => sql`
  select x.product_id, l.specification_id, l.specification_name as name, ${idOf(exclusiveDiscount, 'x.id')} as id, l.pay_rate, l.net_price_minor,
    l.valid_from, l.valid_until
  from ${sql.table(ExclusiveDiscountEntity)} x join ${sql.table(ExclusiveDiscountLineEntity)} l on l.discount_id = x.id
  where x.customer_id = ${d.id} and x.partner_id = ${v.tenantId} and x.origin = 'PARTNER'
    and l.state in (${sql.words(GRANTED_STATES)}) and l.valid_until > ${now}`;

/** The side in turn of an order's delivery: of several supervised lines the one that is due first. */
const inTurn = (orderId: Sql): Sql => sql`(
  select s.actor from ${sql.table(SupervisionEntity)} s where s.order_id = ${orderId} and s.actor is not null
  order by s.due_at_or_never, s.id limit 1)`;

/** Orders in delivery. An unpaid order is no partner's yet. */
const openOrders = (d: Columns<'id'>, v: typeof sql.viewer): Sql => sql`
  select case o.status when 'REFUND_PENDING' then 'REFUND'
      else coalesce(${inTurn(sql.raw('o.id'))}, 'SELLER') end as waits, o.deal_total_minor as deal
  from ${sql.table(OrderEntity)} o
  where o.customer_id = ${d.id} and o.partner_id = ${v.tenantId} and o.status in (${sql.words(DELIVERY_STATES)})`;

const discounts = (d: Columns<'id'>, v: typeof sql.viewer): Sql => sql`
  select count(*) filter (where x.status = 'EFFECTIVE' and x.origin = 'PARTNER') as effective,
    count(*) filter (where x.status in (${sql.words(PERSON_REVIEW_STATES)})) as reviewing
  from ${sql.table(ExclusiveDiscountEntity)} x where x.customer_id = ${d.id} and x.partner_id = ${v.tenantId}`;

const rows = (columns: Sql, from: string): Sql =>
  sql`(select coalesce(json_agg(json_build_object(${columns})), '[]') from ${sql.raw(from)} r)`;

/**
 * SQL: facts of the business of a partner with a customer, as JSON, in one statement. Every part names the partner, so
 * that no row of another one counts even where the viewer's scope were wider.
 */
const factsAbout =
  (products: Products) =>
  (d: Columns<'id'>, v: typeof sql.viewer): Sql =>
    sql`(
  with s as materialized (${sales(d, v)}), p as materialized (${prices(d, v)}),
    a as materialized (${granted(cspAuthorization, d, v, products)} union all ${granted(jointSalesAuthorization, d, v, products)}),
    o as (${openOrders(d, v)}), w as (select waits, count(*) as count, sum(deal) as deal from o group by waits),
    g as (select g.id, g.name, g.sale_model, g.floor_pay_rate, coalesce(n.name, '') as seller
      from ${sql.table(ProductEntity)} g left join ${sql.table(OrganizationEntity)} n on n.id = g.seller_id
      where g.id in (select product_id from s union select product_id from p union select product_id from a))
  select json_build_object('nowMs', ${ms(NOW)},
    'sales', ${rows(sql`'productId', ${idOf(product, 'r.product_id')}, 'specificationId', ${idOf(specification, 'r.specification_id')}, 'name', r.name, 'twelveMonths', r.twelve_months::text, 'thisYear', r.this_year::text, 'last90', r.last_90::text, 'previous90', r.previous_90::text`, 's')},
    'prices', ${rows(sql`'productId', ${idOf(product, 'r.product_id')}, 'specificationId', ${idOf(specification, 'r.specification_id')}, 'name', r.name, 'id', r.id, 'payRate', trim_scale(r.pay_rate)::text, 'net', r.net_price_minor::text, 'fromMs', ${ms('r.valid_from')}, 'untilMs', ${ms('r.valid_until')}`, 'p')},
    'grants', ${rows(sql`'productId', ${idOf(product, 'r.product_id')}, 'id', r.id, 'floor', trim_scale(r.floor_pay_rate)::text, 'width', r.width, 'fromMs', ${ms('r.valid_from')}, 'untilMs', ${ms('r.valid_until')}`, 'a')},
    'products', ${rows(sql`'id', ${idOf(product, 'r.id')}, 'name', r.name, 'saleModel', r.sale_model, 'floor', trim_scale(r.floor_pay_rate)::text, 'seller', r.seller`, 'g')},
    'orders', ${rows(sql`'waitsFor', r.waits, 'count', r.count, 'deal', r.deal::text`, 'w')},
    'discounts', (select json_build_object('effective', x.effective, 'reviewing', x.reviewing) from (${discounts(d, v)}) x)))`;

/** SQL: facts about the products that the customer uses. */
export const businessFacts = factsAbout('CURRENT');

/** SQL: facts about these and every other product that the partner may offer, which can be hundreds. */
export const coverageFacts = factsAbout('ALL');
