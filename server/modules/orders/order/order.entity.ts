import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo, BY_ACCESS } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { partnersLink } from '../../bindings/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { PrivateOfferEntity } from '../../demands/index.ts';
import { ExclusiveDiscountEntity, partnersOffer } from '../../discounts/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { ATTRIBUTION_REASONS, ATTRIBUTIONS } from '../attribution/attribution.ts';
import { ORDER_STATES, UNPAID_STATES } from './order.machine.ts';
import { ordersToSellers } from './seller-orders.sql.ts';

/** Renewals and unsubscriptions are separate orders (domain §4.5). */
export const ORDER_TYPES = [
  'NEW',
  'TRIAL',
  'TRIAL_TO_FORMAL',
  'RENEW',
  'CHANGE',
  'UNSUBSCRIBE',
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** Subsidized programs whose deliveries Huawei reviews before acceptance (domain §1). */
export const ORDER_PROGRAMS = ['EMPOWERMENT_CLOUD', 'BASE_CLOUD'] as const;
export type OrderProgram = (typeof ORDER_PROGRAMS)[number];

/** A link shows the customer's orders with the partner whose binding or discount it is about. */
const partnersOrders = (d: { readonly partnerId: Sql }, subject: Sql): Sql =>
  sql`${partnersLink(d.partnerId, subject)} or ${partnersOffer(d.partnerId, subject)}`;

/** In addition, a link shows its own order, and the orders that were placed by it. */
export const linksOrder = (
  d: { readonly partnerId: Sql; readonly orderId: Sql },
  subject: Sql,
): Sql =>
  sql`${partnersOrders(d, subject)} or ${d.orderId} in (
    select o.id from customer_order o where o.id = ${subject} or o.link_subject_id = ${subject})`;

/** Order of a customer. Amounts are sums over the lines, negative in an unsubscription. */
export const OrderEntity = aggregate({
  name: 'Order',
  tableName: 'customer_order',
  counted: 'status',
  summed: ['listTotalMinor', 'dealTotalMinor', 'voucherTotalMinor', 'cashTotalMinor'],
  searched: 'searchKey',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    // A seller sees the orders with a line of its own.
    seller: BY_ACCESS,
    customer: { column: 'customerId', few: true },
    link: (d, subject) => linksOrder({ partnerId: d.partnerId, orderId: d.id }, subject),
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    /** `ORD-20260302-000001`. */
    number: p.text(),
    orderType: p.word(ORDER_TYPES),
    /** Program that subsidizes the order; null for a usual one. The upstream or operations name it. */
    program: p.word(ORDER_PROGRAMS).nullable(),
    customerId: () => p.ref(CustomerEntity),
    /** Copied, because a seller may not know the customer. */
    customerName: p.text(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    attribution: p.word(ATTRIBUTIONS),
    attributionReason: p.word(ATTRIBUTION_REASONS).nullable(),
    /** Partner that the customer chose on the order page; the attribution is decided at payment. */
    selectedPartnerId: () => p.ref(PartnerEntity).nullable(),
    /** Discount that the order uses; at most one. */
    discountId: () => p.ref(ExclusiveDiscountEntity).nullable(),
    /** Private offer that the order uses; at most one, and not beside a discount. */
    privateOfferId: () => p.ref(PrivateOfferEntity).nullable(),
    /** Number, customer and products in lower case, with pinyin. */
    searchKey: p.text(),
    status: p.word(ORDER_STATES),
    placedAt: p.instant(),
    /** End of the time to pay; null for orders that were never unpaid here. */
    paymentDueAt: p.instant().nullable(),
    paidAt: p.instant().nullable(),
    /** For the ordering: unpaid orders come last. */
    paidAtOrNever: p.orNever('paid_at'),
    completedAt: p.instant().nullable(),
    /** Subject of the link by which the customer placed the order. */
    linkSubjectId: p.uuid().nullable(),
    /** Id of the order in the upstream system. */
    upstreamOrderId: p.text().nullable(),
    /** Codes of type and state as the upstream reported them last. */
    upstreamType: p.text().nullable(),
    upstreamStatus: p.text().nullable(),
    /** Time at which a report of the upstream last wrote the order. */
    syncedAt: p.instant().nullable(),
    currency: p.currency(),
    listTotalMinor: p.bigint('bigint'),
    dealTotalMinor: p.bigint('bigint'),
    voucherTotalMinor: p.bigint('bigint'),
    cashTotalMinor: p.bigint('bigint'),
    version: p.version(),
  },
  checks: [
    {
      name: 'customer_order_attributed',
      expression: `(attribution = 'NONE') = (partner_id is null) and (attribution = 'NONE') = (attribution_reason is not null)`,
    },
    {
      name: 'customer_order_paid',
      expression: `(${among('status', UNPAID_STATES)}) = (paid_at is null)`,
    },
    {
      name: 'customer_order_payment_clock',
      // The time to pay of an order that was placed upstream ends there.
      expression: `status <> 'PENDING_PAYMENT' or payment_due_at is not null or upstream_order_id is not null`,
    },
    {
      name: 'customer_order_completed',
      expression: `status <> 'COMPLETED' or completed_at is not null`,
    },
    {
      name: 'customer_order_one_price',
      expression: 'num_nonnulls(discount_id, private_offer_id) <= 1',
    },
    {
      name: 'customer_order_cash',
      expression: 'deal_total_minor = voucher_total_minor + cash_total_minor',
    },
  ],
  uniques: [
    { name: 'customer_order_number', properties: ['number'] },
    { name: 'customer_order_upstream', properties: ['upstreamOrderId'] },
  ],
  indexes: [
    {
      name: 'customer_order_newest',
      properties: ['placedAt', 'id'],
      // Operators' sums of some weeks read the index alone.
      include: [
        'status',
        'listTotalMinor',
        'dealTotalMinor',
        'voucherTotalMinor',
        'cashTotalMinor',
      ],
    },
    { name: 'customer_order_by_payment', properties: ['paidAtOrNever', 'id'] },
    {
      name: 'customer_order_by_payment_of_partner',
      properties: ['partnerId', 'paidAtOrNever', 'id'],
    },
    { name: 'customer_order_by_deal', properties: ['dealTotalMinor', 'id'] },
    {
      name: 'customer_order_by_deal_of_partner',
      properties: ['partnerId', 'dealTotalMinor', 'id'],
    },
    { name: 'customer_order_by_cash', properties: ['cashTotalMinor', 'id'] },
    {
      name: 'customer_order_by_cash_of_partner',
      properties: ['partnerId', 'cashTotalMinor', 'id'],
    },
    { name: 'customer_order_in_state', properties: ['status', 'placedAt', 'id'] },
    { name: 'customer_order_of_type', properties: ['orderType', 'placedAt', 'id'] },
    {
      name: 'customer_order_of_program',
      expression:
        'create index customer_order_of_program on customer_order (program, placed_at, id) where program is not null',
    },
    {
      name: 'customer_order_of_partner',
      // The columns of filters: a page and its count compare them in the index, and read only the rows that fit.
      properties: [
        'partnerId',
        'placedAt',
        'id',
        'status',
        'orderType',
        'attribution',
        'customerId',
        'paidAt',
        // The sums of a representative's orders.
        'listTotalMinor',
        'dealTotalMinor',
        'voucherTotalMinor',
        'cashTotalMinor',
      ],
    },
    {
      name: 'customer_order_paid_at',
      expression: 'create index customer_order_paid_at on customer_order using brin (paid_at)',
    },
    { name: 'customer_order_of_customer', properties: ['customerId', 'placedAt', 'id'] },
    { name: 'customer_order_of_discount', properties: ['discountId', 'placedAt', 'id'] },
    { name: 'customer_order_of_offer', properties: ['privateOfferId', 'placedAt', 'id'] },
    {
      name: 'customer_order_of_link',
      expression:
        'create index customer_order_of_link on customer_order (link_subject_id) where link_subject_id is not null',
    },
    { name: 'customer_order_changed', properties: ['updatedAt', 'id'] },
    { name: 'customer_order_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
  ],
  triggers: [
    trigger.definer({
      name: 'customer_order_to_sellers',
      table: 'customer_order',
      timing: 'after',
      event: 'update',
      forEach: 'statement',
      referencing: 'old table as old_rows new table as new_rows',
      body: ordersToSellers,
    }),
  ],
});
export type Order = InferEntity<typeof OrderEntity>;
