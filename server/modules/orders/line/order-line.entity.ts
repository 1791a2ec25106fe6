import type { InferEntity, Opt } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { ProductEntity, SpecificationEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { PrivateOfferEntity } from '../../demands/index.ts';
import { ExclusiveDiscountEntity, ExclusiveDiscountLineEntity } from '../../discounts/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { ATTRIBUTION_REASONS, ATTRIBUTIONS, type KeptFacts } from '../attribution/attribution.ts';
import { PERFORMANCES, performanceTrigger } from '../attribution/performance.sql.ts';
import { linksOrder, OrderEntity } from '../order/order.entity.ts';
import { ORDER_STATES, UNPAID_STATES } from '../order/order.machine.ts';
import { linesToSellers } from '../order/seller-orders.sql.ts';
import { linesToCustomers } from '../sales/customer-sales.sql.ts';
import { SALES_TRIGGERS } from '../sales/sales-rollup.sql.ts';

/** Formula of the partner's share (domain §5.2, §5.3). */
export const SHARE_STRATEGIES = ['OWN_SALE', 'JOINT_SALE', 'LEGACY_MARGIN'] as const;
export type ShareStrategy = (typeof SHARE_STRATEGIES)[number];

const { zonedText } = calendarSql;

export const SUPERVISION_STATES = ['NOT_APPLICABLE', 'IN_PROGRESS', 'COMPLETED'] as const;
/** Charging modes of domain §3.1. */
export const CHARGING_MODES = ['ONE_TIME', 'PERIOD', 'ON_DEMAND', 'ON_DEMAND_PKG'] as const;
/** Cases of domain §3.5, and the ruling of an appeal. */
export const REFUND_KINDS = ['NO_REASON', 'NEGOTIATED', 'RULING'] as const;
export const REPAYMENT_STATES = ['NOT_APPLICABLE', 'OUTSTANDING', 'REPAID'] as const;
export const BILLING_STATES = ['NOT_APPLICABLE', 'PENDING', 'ISSUED'] as const;

/**
 * Columns of filters at the end of an index: a page and its count compare them there, and read only the rows that
 * fit.
 */
const FILTERED = [
  'status',
  'supervision',
  'repayment',
  'strategy',
  'customerId',
  'productId',
  'effectiveAt',
  'billing',
  'performance',
  'recordedAt',
] as const;
/** Columns of the sums of sales, so that reports of a period read the index alone. */
const SUMMED = ['dealMinor', 'cashMinor', 'refundOfId'] as const;
/** Other columns of the sums of a list: a representative's lines, or a seller's of a period. */
const SUMMED_IN_LISTS = ['listMinor', 'voucherMinor'] as const;
/**
 * Reasons, settlement and complete days of lines that await their bill need these columns. The index holds them, so that
 * no read visits the table.
 */
const AWAITED =
  'seller_id, customer_id, status, billing, strategy, recorded_at, effective_at, supervision, supervision_completed_at, repayment, repaid_at, refund_of_id, deal_minor, cash_minor, floor_minor, share_ratio, vat_rate, settled_minor, sale_deal_minor, sale_cash_minor, sale_floor_minor, sale_settled_minor';

const REFUND = 'refund_of_id is not null';
/** The tab of refunds counts its complete days in the index alone. */
const OF_REFUNDS = 'customer_id, product_id, status, recorded_at';

/**
 * Specification in an order. Price, share ratio, strategy and VAT rate are frozen at payment (domain §8 item
 * 30). A refund is a separate line with negative amounts that refers to the refunded line.
 */
export const OrderLineEntity = aggregate({
  name: 'OrderLine',
  counted: 'billing',
  summed: ['listMinor', 'dealMinor', 'voucherMinor', 'cashMinor', 'settledMinor'],
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    link: linksOrder,
    operator: ALL,
    reporting: ALL,
  },
  copies: copiesOf(OrderEntity, 'orderId', ['customerId', 'partnerId']),
  properties: {
    ...p.record(),
    orderId: () => p.ref(OrderEntity).deleteRule('cascade'),
    position: p.integer(),
    /** Copied from the order, like the parties, so that lines are scoped and listed without a join. */
    orderNumber: p.text(),
    placedAt: p.instant(),
    /**
     * Time at which the payment or the refund was written here, after that of a reported one. Null while unpaid, and for
     * lines from before it was kept.
     */
    recordedAt: p.instant().nullable(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    productId: () => p.ref(ProductEntity),
    specificationId: () => p.ref(SpecificationEntity),
    productName: p.text(),
    specificationName: p.text(),
    attribution: p.word(ATTRIBUTIONS),
    attributionReason: p.word(ATTRIBUTION_REASONS).nullable(),
    /** Facts of the decision at payment; null for orders from before they were kept. */
    attributionFacts: p.json().$type<KeptFacts>().nullable(),
    /** Discount that attributes the line: the one that prices it, or the automatic one of its payment. */
    discountId: () => p.ref(ExclusiveDiscountEntity).nullable(),
    discountLineId: () => p.ref(ExclusiveDiscountLineEntity).nullable(),
    /** Private offer that prices the line. */
    privateOfferId: () => p.ref(PrivateOfferEntity).nullable(),
    chargingMode: p.word(CHARGING_MODES),
    /** Version of the support terms that the customer accepted; null for orders from before they were kept. */
    termsVersion: p.integer().nullable(),
    /** Id of what was bought. Renewals, changes and refunds keep it. */
    instanceId: p.text(),
    /** Id of the line in the upstream system. */
    upstreamLineId: p.text().nullable(),
    quantity: p.integer(),
    /** For the whole quantity, including tax. */
    listMinor: p.bigint('bigint'),
    /** Share of the list price that the customer pays. */
    payRate: p.rate(),
    dealMinor: p.bigint('bigint'),
    /**
     * Part of the deal price paid with vouchers, coupons and stored value; the rest is cash (domain §5.1).
     */
    voucherMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
    currency: p.currency(),
    /** Null while no share is agreed. In a margin sale, share of the margin. */
    shareRatio: p.rate().nullable(),
    strategy: p.word(SHARE_STRATEGIES).nullable(),
    /** Price above which the margin begins; margin sales only. */
    floorMinor: p.bigint('bigint').nullable(),
    vatRate: p.rate(),
    supervision: p.word(SUPERVISION_STATES),
    supervisionCompletedAt: p.instant().nullable(),
    repayment: p.word(REPAYMENT_STATES),
    repaidAt: p.instant().nullable(),
    effectiveAt: p.instant().nullable(),
    /** Months that the line pays for; null without a period of months. */
    periodMonths: p.integer().nullable(),
    /** End of the service as the upstream reports it. */
    expiresAt: p.instant().nullable(),
    /** First instant after the service that the line pays for, by the calendar of Shanghai; null after a refund. */
    serviceUntil: p
      .instant()
      .nullable()
      .generated(
        `(case when status = 'COMPLETED' and refund_of_id is null then coalesce(expires_at, ${zonedText(`(${zonedText('effective_at')} + make_interval(months => period_months))`)}) else null end) stored`,
      )
      .$type<Opt<Date> | null>(),
    /** For the ordering: lines without a time come last. */
    effectiveAtOrNever: p.orNever('effective_at'),
    refundOfId: p.uuid().nullable(),
    // Amounts of the sale that a refund returns, by which it is settled. Share, strategy and rate are those of the sale.
    saleDealMinor: p.bigint('bigint').nullable(),
    saleCashMinor: p.bigint('bigint').nullable(),
    saleFloorMinor: p.bigint('bigint').nullable(),
    /** Settlement of that sale with its adjustments, not below zero; null until it is billed. */
    saleSettledMinor: p.bigint('bigint').nullable(),
    /** Why a refund line exists; null for lines that are no refund, and for refunds from before it was kept. */
    refundKind: p.word(REFUND_KINDS).nullable(),
    /** Whether the line counts as performance, decided at payment; null while unpaid or attributed to no partner. */
    performance: p.word(PERFORMANCES).nullable(),
    /** Settlement on the bill of the line, without later adjustments; null until it is billed. */
    settledMinor: p.bigint('bigint').nullable(),
    billing: p
      .text()
      .generated(
        `(case when partner_id is null then 'NOT_APPLICABLE' when settled_minor is null then 'PENDING' else 'ISSUED' end) stored`,
      )
      .$type<Opt<(typeof BILLING_STATES)[number]>>(),
    status: p.word(ORDER_STATES),
    version: p.version(),
  },
  checks: [
    {
      name: 'order_line_attributed',
      expression: `(attribution = 'NONE') = (partner_id is null) and (attribution = 'NONE') = (attribution_reason is not null)`,
    },
    { name: 'order_line_rate', expression: 'pay_rate > 0 and pay_rate <= 1' },
    { name: 'order_line_quantity', expression: 'quantity > 0' },
    { name: 'order_line_period', expression: 'period_months > 0' },
    { name: 'order_line_cash', expression: 'deal_minor = voucher_minor + cash_minor' },
    {
      name: 'order_line_amounts',
      expression: `case when refund_of_id is null then 0 <= cash_minor and 0 <= voucher_minor and deal_minor <= list_minor
        else cash_minor <= 0 and voucher_minor <= 0 and list_minor <= deal_minor end`,
    },
    {
      name: 'order_line_share',
      expression: `(share_ratio is null) = (strategy is null) and (strategy is null or partner_id is not null) and (share_ratio is null or (share_ratio >= 0 and share_ratio <= 1))`,
    },
    {
      name: 'order_line_margin',
      expression: `(strategy is not distinct from 'LEGACY_MARGIN') = (floor_minor is not null)`,
    },
    {
      name: 'order_line_supervised',
      expression: `(supervision = 'COMPLETED') = (supervision_completed_at is not null)`,
    },
    {
      name: 'order_line_repaid',
      expression: `(repayment = 'REPAID') = (repaid_at is not null)`,
    },
    {
      name: 'order_line_of_sale',
      expression: `num_nonnulls(sale_deal_minor, sale_cash_minor) = case when refund_of_id is null then 0 else 2 end`,
    },
    { name: 'order_line_vat', expression: 'vat_rate >= 0 and vat_rate < 1' },
    {
      name: 'order_line_performance',
      expression: `(performance is null) = (partner_id is null or ${among('status', UNPAID_STATES)})`,
    },
  ],
  uniques: [{ name: 'order_line_upstream', properties: ['upstreamLineId'] }],
  indexes: [
    { name: 'order_line_of_instance', properties: ['instanceId', 'placedAt', 'id'] },
    {
      name: 'order_line_refund_of',
      expression:
        'create index order_line_refund_of on order_line (refund_of_id) where refund_of_id is not null',
    },
    { name: 'order_line_of_order', properties: ['orderId', 'position', 'id'] },
    {
      name: 'order_line_newest',
      properties: ['placedAt', 'id'],
      // Operators' reports of the days of a month, of which no sums are stored.
      include: [
        'partnerId',
        'sellerId',
        'productId',
        'status',
        'performance',
        'recordedAt',
        ...SUMMED,
      ],
    },
    { name: 'order_line_by_effect', properties: ['effectiveAtOrNever', 'id'] },
    {
      name: 'order_line_by_effect_of_partner',
      properties: ['partnerId', 'effectiveAtOrNever', 'id'],
    },
    {
      name: 'order_line_by_effect_of_seller',
      properties: ['sellerId', 'effectiveAtOrNever', 'id'],
    },
    { name: 'order_line_by_deal', properties: ['dealMinor', 'id'] },
    { name: 'order_line_by_deal_of_partner', properties: ['partnerId', 'dealMinor', 'id'] },
    { name: 'order_line_by_deal_of_seller', properties: ['sellerId', 'dealMinor', 'id'] },
    { name: 'order_line_by_cash', properties: ['cashMinor', 'id'] },
    { name: 'order_line_by_cash_of_partner', properties: ['partnerId', 'cashMinor', 'id'] },
    { name: 'order_line_by_cash_of_seller', properties: ['sellerId', 'cashMinor', 'id'] },
    {
      name: 'order_line_of_partner',
      properties: [
        'partnerId',
        'placedAt',
        'id',
        'sellerId',
        ...FILTERED,
        ...SUMMED,
        ...SUMMED_IN_LISTS,
      ],
    },
    {
      name: 'order_line_of_seller',
      properties: [
        'sellerId',
        'placedAt',
        'id',
        'partnerId',
        ...FILTERED,
        ...SUMMED,
        ...SUMMED_IN_LISTS,
      ],
    },
    {
      // The cash of a month, for the limit of an authorization.
      name: 'order_line_recorded',
      expression: `create index order_line_recorded on order_line (partner_id, product_id, (coalesce(recorded_at, placed_at))) where partner_id is not null`,
    },
    { name: 'order_line_of_product', properties: ['productId', 'placedAt', 'id'] },
    { name: 'order_line_in_state', properties: ['status', 'placedAt', 'id'] },
    { name: 'order_line_of_supervision', properties: ['supervision', 'placedAt', 'id'] },
    { name: 'order_line_of_repayment', properties: ['repayment', 'placedAt', 'id'] },
    { name: 'order_line_of_strategy', properties: ['strategy', 'placedAt', 'id'] },
    {
      name: 'order_line_effective',
      expression: 'create index order_line_effective on order_line using brin (effective_at)',
    },
    {
      // Lines that await their bill are few: filters by the reasons compute them for these lines only, and filters of
      // orders find the orders in an index, with the columns that the policies compare.
      name: 'order_line_pending',
      expression: `create index order_line_pending on order_line (placed_at, id) where billing = 'PENDING'`,
    },
    {
      // Tabs of what is billed and refunded, of which the newest lines have little.
      name: 'order_line_issued',
      expression: `create index order_line_issued on order_line (placed_at, id) where billing = 'ISSUED'`,
    },
    {
      name: 'order_line_refunds_newest',
      expression: `create index order_line_refunds_newest on order_line (placed_at, id) include (status, recorded_at) where ${REFUND}`,
    },
    {
      name: 'order_line_refunds_of_partner',
      expression: `create index order_line_refunds_of_partner on order_line (partner_id, placed_at, id) include (seller_id, ${OF_REFUNDS}) where ${REFUND}`,
    },
    {
      name: 'order_line_refunds_of_seller',
      expression: `create index order_line_refunds_of_seller on order_line (seller_id, placed_at, id) include (partner_id, ${OF_REFUNDS}) where ${REFUND}`,
    },
    {
      name: 'order_line_pending_of_partner',
      expression: `create index order_line_pending_of_partner on order_line (partner_id, placed_at, id, order_id) include (${AWAITED}) where billing = 'PENDING'`,
    },
    {
      name: 'order_line_pending_orders',
      expression: `create index order_line_pending_orders on order_line (partner_id, order_id) include (seller_id, customer_id) where billing = 'PENDING'`,
    },
    {
      name: 'order_line_pending_of_order',
      expression: `create index order_line_pending_of_order on order_line (order_id) where billing = 'PENDING'`,
    },
    { name: 'order_line_of_customer', properties: ['customerId', 'placedAt', 'id'] },
    { name: 'order_line_changed', properties: ['updatedAt', 'id'] },
    { name: 'order_line_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'order_line_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
  triggers: [
    performanceTrigger,
    trigger.definer({
      // A sale that is billed meanwhile waits for its refund, and then finds it.
      name: 'order_line_sale',
      table: 'order_line',
      timing: 'before',
      event: 'insert',
      forEach: 'row',
      when: 'new.refund_of_id is not null',
      body: `perform 1 from order_line o where o.id = new.refund_of_id for share; select o.deal_minor, o.cash_minor, o.floor_minor, settled_of_sale(o.id) into new.sale_deal_minor, new.sale_cash_minor, new.sale_floor_minor, new.sale_settled_minor from order_line o where o.id = new.refund_of_id; return new`,
    }),
    trigger.definer({
      name: 'order_line_refunds',
      table: 'order_line',
      timing: 'after',
      event: 'insert',
      forEach: 'statement',
      referencing: 'new table as new_rows',
      body: `if exists (select 1 from new_rows n join order_line o on o.id = n.refund_of_id where o.cash_minor + (select sum(r.cash_minor) from order_line r where r.refund_of_id = o.id) < 0) then raise exception 'the refunds of an order line exceed it' using errcode = 'check_violation', constraint = 'order_line_refunds'; end if; return null`,
    }),
    ...SALES_TRIGGERS,
    ...trigger.statements('order_line_to_sellers', 'order_line', linesToSellers),
    ...trigger.statements('order_line_to_customers', 'order_line', linesToCustomers),
  ],
});
export type OrderLine = InferEntity<typeof OrderLineEntity>;

/** An order line to insert, without the columns that the database fills. */
export type NewOrderLine = Omit<
  OrderLine,
  | 'currency'
  | 'version'
  | 'updatedAt'
  | 'effectiveAtOrNever'
  | 'serviceUntil'
  | 'performance'
  | 'settledMinor'
  | 'saleDealMinor'
  | 'saleCashMinor'
  | 'saleFloorMinor'
  | 'saleSettledMinor'
  | 'billing'
>;

/** SQL text: whether the line `l` can be refunded without a reason in time: it was delivered at once, and is no package. */
export const NO_REASON = `l.supervision = 'NOT_APPLICABLE' and l.status = 'COMPLETED' and l.refund_of_id is null and l.charging_mode <> 'ON_DEMAND_PKG'`;
