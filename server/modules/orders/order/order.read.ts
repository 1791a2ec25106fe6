import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, unlessBuyer, visibleTo } from '../../../platform/read/visible.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, ProductTypeEnum, product, specification } from '../../catalog/index.ts';
import { activity, customer, toCustomer } from '../../customers/index.ts';
import { privateOffer } from '../../demands/index.ts';
import { exclusiveDiscount, exclusiveDiscountLine } from '../../discounts/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { acceptedTerms } from '../checkout/support-terms.ts';
import { NO_REASON, OrderLineEntity } from '../line/order-line.entity.ts';
import {
  OrderLineType,
  PerformanceEnum,
  RepaymentStatusEnum,
  ShareStrategyEnum,
  SupervisionStatusEnum,
} from '../line/order-line.type.ts';
import { OrderEntity } from './order.entity.ts';
import { DELIVERY_STATES, orderMachine } from './order.machine.ts';
import { noReasonDays, noReasonQuota } from './order.policies.ts';
import {
  AttributionEnum,
  OrderProgramEnum,
  OrderStatusEnum,
  OrderType,
  OrderTypeEnum,
} from './order.type.ts';

/** Instant after which a line that took effect is still refunded without a reason. */
const refundableSince = sql`${sql.raw(NOW)} - make_interval(days => ${noReasonDays.sql}::int)`;

const orderActions = actions(orderMachine, OrderEntity, {
  // An order that came by a report has no time to pay here: it is paid or cancelled where it was placed.
  decidedUpstream: (d, _v, role) =>
    role === 'system'
      ? sql`false`
      : sql`${d.upstreamType} is not null and ${d.paymentDueAt} is null`,
  // The price may have ended with the time to pay. A report tells of a payment that was made before.
  paymentPeriodOver: (d, _v, role) =>
    role === 'system' ? sql`false` : sql`coalesce(${d.paymentDueAt} <= ${sql.raw(NOW)}, false)`,
  nothingToRepay: (d) =>
    sql`not exists (select 1 from order_line l where l.order_id = ${d.id} and l.repayment = 'OUTSTANDING')`,
  noReasonPeriodOver: (
    d,
  ) => sql`not exists (select 1 from order_line l where l.order_id = ${d.id} and ${sql.raw(NO_REASON)}
    and l.effective_at >= ${refundableSince})`,
  quotaUsed: (
    d,
  ) => sql`(select count(*) from order_line l where l.customer_id = ${d.customerId} and l.refund_kind = 'NO_REASON'
    and l.placed_at >= ${calendarSql.startOf('year')}) >= ${noReasonQuota.sql}`,
  noReasonQuota: () => sql`trim_scale(${noReasonQuota.sql})::text`,
  notInGuarantee: (d) => sql`not exists (select 1 from order_line l where l.order_id = ${d.id}
    and l.supervision = 'IN_PROGRESS' and l.status in (${sql.words(DELIVERY_STATES)}))`,
  refundRequested: (
    d,
  ) => sql`coalesce((select bool_and(l.status = 'REFUND_PENDING') from order_line l where l.order_id = ${d.id}
    and l.supervision = 'IN_PROGRESS' and l.status in (${sql.words(DELIVERY_STATES)})), false)`,
});

/** The facts of `acceptedTerms`. A refund, whose customer accepts no terms, keeps the version of its sale. */
const acceptance: SqlOf<'productId' | 'termsVersion' | 'refundOfId'> = (d) =>
  sql`(select json_build_object('productType', t.product_type, 'version', ${d.termsVersion})
    from ${sql.table(ProductEntity)} t where t.id = ${d.productId} and ${d.termsVersion} is not null and ${d.refundOfId} is null)`;

/** Relation of a line, and of what concerns it, to the partner in its column `partnerId`. */
export const toAttributedPartner = relation.one(
  () => partner,
  'partnerId',
  'Partner to which the order is attributed; null if it is attributed to none.',
);

export const orderLine: Reads<typeof OrderLineEntity> = reads(OrderLineType, OrderLineEntity, {
  id: 'orl',
  fields: {
    listPrice: computed.money('listMinor'),
    dealPrice: computed.money('dealMinor'),
    voucher: computed.money('voucherMinor'),
    cash: computed.money('cashMinor'),
    payRate: computed.rate('payRate'),
    vatRate: computed.rate('vatRate'),
    shareRatio: unlessBuyer((d) => computed.rate(d.shareRatio)),
    strategy: unlessBuyer((d) => d.strategy),
    performance: visibleTo(sight.of('partner', 'operator', 'reporting'), (d) => d.performance),
    supportTerms: computed.derived(acceptance, acceptedTerms),
  },
  relations: {
    order: relation.one(() => order, 'orderId', 'Order of the line.', { nullable: false }),
    product: relation.one(() => product, 'productId', 'Product of the line.'),
    specification: relation.one(
      () => specification,
      'specificationId',
      'Specification of the line.',
    ),
    seller: relation.one(() => organization, 'sellerId', 'Seller of the product.'),
    partner: toAttributedPartner,
    customer: toCustomer,
    attributedBy: relation.one(
      () => exclusiveDiscount,
      'discountId',
      'Exclusive discount that attributes the line: the one that was used, or the automatic one (归属优惠).',
    ),
    discountLine: relation.one(
      () => exclusiveDiscountLine,
      'discountLineId',
      'Line of the exclusive discount that attributes the order line.',
    ),
    privateOffer: relation.one(
      () => privateOffer,
      'privateOfferId',
      'Private offer of the seller that prices the line (商家专属优惠).',
    ),
    refundOf: relation.one(
      () => orderLine,
      'refundOfId',
      'Refunded line; null unless the line is a refund (原订单行).',
    ),
    refunds: relation.some(
      () => orderLine,
      'refundOfId',
      'Refunds of the line, oldest first (退订行).',
      { orderBy: 'placedAt', max: 100 },
    ),
  },
  filters: {
    orderNumber: filter.values(
      (d, values) =>
        sql`${d.orderId} in (select o.id from customer_order o where o.number = any(${values}::text[]))`,
      () => [String],
      'Order numbers to include.',
    ),
    status: filter.anyOf('status', OrderStatusEnum, 'States to include.'),
    supervision: filter.anyOf(
      'supervision',
      SupervisionStatusEnum,
      'Supervision states to include.',
    ),
    repayment: filter.anyOf('repayment', RepaymentStatusEnum, 'Repayment statuses to include.'),
    strategy: filter.anyOf('strategy', ShareStrategyEnum, 'Settlement formulas to include.'),
    performance: filter.anyOf(
      'performance',
      PerformanceEnum,
      'Parts of the performance to include; paid lines of partners only.',
    ),
    isRefund: {
      ...filter.holds<'refundOfId' | 'cashMinor'>(
        (d) => sql`${d.refundOfId} is not null`,
        'Whether the line is a refund.',
      ),
      // The cash of a sale is not negative, so that an order by cash begins behind the refunds.
      where: (d, { words: [wanted] }) =>
        wanted === 'true'
          ? sql`${d.refundOfId} is not null`
          : sql`${d.refundOfId} is null and ${d.cashMinor} >= 0`,
    },
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    productId: filter.ids('productId', () => product, 'Products to include.'),
    productType: filter.values<'productId'>(
      (d, values) =>
        sql`${d.productId} in (select t.id from ${sql.table(ProductEntity)} t where t.product_type = any(${values}::text[]))`,
      () => [ProductTypeEnum],
      'Kinds of product to include.',
    ),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    placedWithin: filter.range('placedAt', 'Range of times at which the order was placed.'),
    effectiveWithin: filter.range('effectiveAt', 'Range of times at which the line took effect.'),
  },
  measures: {
    listPrice: measure.sum('listMinor', 'Sum of the list prices, including tax.'),
    dealPrice: measure.sum('dealMinor', 'Sum of the deal prices (成交价).'),
    voucher: measure.sum('voucherMinor', 'Sum paid with vouchers, coupons and stored value.'),
    cash: measure.sum('cashMinor', 'Sum paid in cash (现金消费).'),
  },
  orders: {
    PLACED: ['placedAt', 'id'],
    EFFECTIVE: ['effectiveAtOrNever', 'id'],
    DEAL: ['dealMinor', 'id'],
    CASH: ['cashMinor', 'id'],
  },
  keys: { upstreamLineId: 'Id of the line in the upstream system.' },
  roots: {
    orderLine: { one: 'One order line.' },
    orderLines: { page: "Order lines in the viewer's scope, newest first (交易明细)." },
  },
});

const attributed = filter.anyOf('attribution', AttributionEnum, 'Attributions to include.');

export const order = reads(OrderType, OrderEntity, {
  id: 'ord',
  fields: {
    viewerActions: orderActions,
    listTotal: computed.money('listTotalMinor'),
    dealTotal: computed.money('dealTotalMinor'),
    voucherTotal: computed.money('voucherTotalMinor'),
    cashTotal: computed.money('cashTotalMinor'),
  },
  relations: {
    customer: toCustomer,
    partner: relation.one(() => partner, 'partnerId', 'Partner to which the order is attributed.'),
    selectedPartner: relation.one(
      () => partner,
      'selectedPartnerId',
      'Partner that the customer selected on the order page; null if it selected none.',
    ),
    activities: relation.page(
      () => activity,
      'subjectId',
      'History of the order, as far as the viewer may see it (动态).',
    ),
    exclusiveDiscount: relation.one(
      () => exclusiveDiscount,
      'discountId',
      'Exclusive discount that the order used.',
    ),
    privateOffer: relation.one(
      () => privateOffer,
      'privateOfferId',
      'Private offer of the seller that the order used (商家专属优惠).',
    ),
    lines: relation.some(
      () => orderLine,
      'orderId',
      'Lines of the order; for a seller, its own lines only.',
      {
        orderBy: 'position',
        max: 100,
      },
    ),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the number, customer or product must contain; matches pinyin and initials, too.',
    ),
    status: filter.anyOf('status', OrderStatusEnum, 'States to include.'),
    orderType: filter.anyOf('orderType', OrderTypeEnum, 'Types to include.'),
    program: filter.anyOf('program', OrderProgramEnum, 'Programs whose orders to include.'),
    attribution: {
      ...attributed,
      // The index of the orders of a partner holds those of none at one end, in the order of the list.
      where: (d, use) =>
        use.words.join() === 'NONE'
          ? sql`${d.partnerId} is null and ${d.attribution} = 'NONE'`
          : attributed.where(d, use),
    },
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    exclusiveDiscountId: filter.ids(
      'discountId',
      () => exclusiveDiscount,
      'Exclusive discounts whose orders to include.',
    ),
    placedWithin: filter.range('placedAt', 'Range of times at which the order was placed.'),
    paidWithin: filter.range('paidAt', 'Range of times of payment.'),
  },
  measures: {
    listTotal: measure.sum(
      'listTotalMinor',
      'Sum of the list prices, including tax. For a seller, of its own lines only.',
    ),
    dealTotal: measure.sum(
      'dealTotalMinor',
      'Sum of the deal prices (成交价). For a seller, of its own lines only.',
    ),
    voucherTotal: measure.sum(
      'voucherTotalMinor',
      'Sum paid with vouchers, coupons and stored value. For a seller, of its own lines only.',
    ),
    cashTotal: measure.sum(
      'cashTotalMinor',
      'Sum paid in cash (现金消费). For a seller, of its own lines only.',
    ),
  },
  orders: {
    PLACED: ['placedAt', 'id'],
    PAID: ['paidAtOrNever', 'id'],
    DEAL: ['dealTotalMinor', 'id'],
    CASH: ['cashTotalMinor', 'id'],
  },
  holds: { searchKey: ['number', 'customerName'] },
  searchable: { title: 'number', code: 'number', note: ['customerName'], newest: 1_000 },
  keys: { number: 'Readable number.', upstreamOrderId: 'Id of the order in the upstream system.' },
  roots: {
    order: { one: 'One order.' },
    orders: { page: "Orders in the viewer's scope, newest first." },
  },
});
