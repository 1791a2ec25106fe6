import {
  ALL,
  NONE,
  of,
  one,
  oneRoot,
  pageRoot,
  type ReadSpec,
  type Reads,
  reads,
  type SqlOf,
  some,
} from '../../platform/read/declare.ts';
import { anyOf, idsOf, range, search, valuesIn } from '../../platform/read/filters.ts';
import { moneyOf, rateOf } from '../../platform/read/money-field.ts';
import { onlyFor } from '../../platform/read/only-for.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { raw, type Sql, sql, type ViewerRef } from '../../platform/sql/sql.ts';
import { ROLES } from '../../platform/viewer.ts';
import { product, specification } from '../catalog/index.ts';
import { assigned, customer } from '../customers/index.ts';
import { exclusiveDiscount, exclusiveDiscountLine } from '../discounts/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { OrderEntity } from './order.entity.ts';
import { AttributionEnum, OrderStatusEnum, OrderType, OrderTypeEnum } from './order.type.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import {
  OrderLineType,
  RepaymentStatusEnum,
  ShareStrategyEnum,
  SupervisionStatusEnum,
} from './order-line.type.ts';

/**
 * A customer's own. Who came by a link sees what belongs to the partner that made it: its issuer may open
 * it, too, and must not see what the customer bought elsewhere.
 */
const customersOwn: SqlOf<'customerId' | 'partnerId'> = (
  d,
  v,
) => sql`${d.customerId} = ${v.tenantId} and (${v.subjectId} is null
  or exists (select 1 from partner_binding b where b.id = ${v.subjectId} and b.partner_id = ${d.partnerId})
  or exists (select 1 from exclusive_discount x where x.id = ${v.subjectId} and x.partner_id = ${d.partnerId}))`;

const ownCustomers: SqlOf<'customerId'> = (d, v) => assigned(d.customerId, v);

const linesOfSeller = (d: Columns<'id'>, v: ViewerRef): Sql =>
  sql`from order_line l where l.order_id = ${d.id} and l.seller_id = ${v.tenantId}`;

/** A total of the order; for a seller, of its own lines: it must not learn what others sold. */
const total =
  <N extends string>(property: N, column: string): SqlOf<N | 'id'> =>
  (d, v, role) =>
    ROLES[role] === 'seller'
      ? sql`(select ${moneyOf(sql`sum(l.${raw(column)})`)} ${linesOfSeller(d, v)})`
      : moneyOf(d[property]);

const unlessBuyer = <N extends string>(value: SqlOf<N>): SqlOf<N> =>
  onlyFor((role) => ROLES[role] !== 'customer', value, 'text');

export const lineScope: Pick<
  ReadSpec<'partnerId' | 'sellerId' | 'customerId'>,
  'scope' | 'narrow'
> = {
  scope: {
    partner: 'partnerId',
    seller: 'sellerId',
    customer: customersOwn,
    operator: ALL,
    reporting: NONE,
  },
  narrow: { 'csp.rep': ownCustomers },
};

export const orderLine: Reads<typeof OrderLineEntity> = reads(OrderLineType, OrderLineEntity, {
  id: 'orl',
  ...lineScope,
  fields: {
    listPrice: of('listMinor', moneyOf),
    dealPrice: of('dealMinor', moneyOf),
    voucher: of('voucherMinor', moneyOf),
    cash: of('cashMinor', moneyOf),
    payRate: of('payRate', rateOf),
    vatRate: of('vatRate', rateOf),
    shareRatio: unlessBuyer((d) => rateOf(d.shareRatio)),
    strategy: unlessBuyer((d) => d.strategy),
  },
  relations: {
    order: one(() => order, 'orderId', 'The order.', { nullable: false }),
    product: one(() => product, 'productId', 'The product; null for buyers.'),
    specification: one(
      () => specification,
      'specificationId',
      'The specification; null for buyers.',
    ),
    seller: one(() => organization, 'sellerId', 'Who sells it.'),
    customer: one(() => customer, 'customerId', 'The customer, as far as the viewer may know it.'),
    discountLine: one(
      () => exclusiveDiscountLine,
      'discountLineId',
      'The exclusive price that it used.',
    ),
    refundOf: one(
      () => orderLine,
      'refundOfId',
      'The line that it takes back; of refunds only (原订单行).',
    ),
  },
  filters: {
    orderNumber: valuesIn(
      () => [String],
      'Of any of these orders, by their numbers.',
      (d, values) =>
        sql`${d.orderId} in (select o.id from customer_order o where o.number = any(${values}::text[]))`,
    ),
    status: anyOf('status', OrderStatusEnum, 'In any of these states.'),
    supervision: anyOf('supervision', SupervisionStatusEnum, 'Whose supervision stands so.'),
    repayment: anyOf('repayment', RepaymentStatusEnum, 'Whose credit stands so.'),
    strategy: anyOf('strategy', ShareStrategyEnum, 'Settled in any of these ways.'),
    customerId: idsOf('customerId', () => customer, 'Of any of these customers.'),
    productId: idsOf('productId', () => product, 'Of any of these products.'),
    placedWithin: range('placedAt', 'Placed within this range.'),
    effectiveWithin: range('effectiveAt', 'Took effect within this range.'),
  },
  orders: { PLACED: ['placedAt', 'id'] },
  roots: {
    orderLine: oneRoot('One order line.'),
    orderLines: pageRoot('Order lines that the viewer may see, newest first (交易明细).'),
  },
});

export const order = reads(OrderType, OrderEntity, {
  id: 'ord',
  scope: {
    partner: 'partnerId',
    seller: (d, v) => sql`exists (select 1 ${linesOfSeller(d, v)} offset 0)`,
    customer: customersOwn,
    operator: ALL,
    reporting: NONE,
  },
  narrow: { 'csp.rep': ownCustomers },
  fields: {
    listTotal: total('listTotalMinor', 'list_minor'),
    dealTotal: total('dealTotalMinor', 'deal_minor'),
    voucherTotal: total('voucherTotalMinor', 'voucher_minor'),
    cashTotal: total('cashTotalMinor', 'cash_minor'),
  },
  relations: {
    customer: one(() => customer, 'customerId', 'The customer, as far as the viewer may know it.'),
    partner: one(() => partner, 'partnerId', 'The partner to which it is attributed.'),
    exclusiveDiscount: one(() => exclusiveDiscount, 'discountId', 'The discount that it used.'),
    lines: some(() => orderLine, 'orderId', 'What it holds; for a seller, its own lines.', {
      orderBy: 'position',
      max: 100,
    }),
  },
  filters: {
    search: search(
      'searchKey',
      'Number, customer or product contain this; pinyin or initials too.',
    ),
    status: anyOf('status', OrderStatusEnum, 'In any of these states.'),
    orderType: anyOf('orderType', OrderTypeEnum, 'Of any of these types.'),
    attribution: anyOf(
      'attribution',
      AttributionEnum,
      'That came to a partner in any of these ways.',
    ),
    customerId: idsOf('customerId', () => customer, 'Of any of these customers.'),
    partnerId: idsOf('partnerId', () => partner, 'Attributed to any of these partners.'),
    placedWithin: range('placedAt', 'Placed within this range.'),
    paidWithin: range('paidAt', 'Paid within this range.'),
  },
  orders: { PLACED: ['placedAt', 'id'] },
  searchable: { title: 'number', code: 'number', note: ['customerName'], newest: 1_000 },
  roots: {
    order: oneRoot('One order.', { number: { column: 'number', description: 'Its number.' } }),
    orders: pageRoot('Orders that the viewer may see, newest first.'),
  },
});
