import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { ProductEntity, SUPERVISION_TEMPLATES } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { linksOrder, OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { NODES } from './flows.machine.ts';
import { SUPERVISION_STATES } from './supervision.machine.ts';

export const ACTORS = ['CUSTOMER', 'SELLER', 'OPERATOR'] as const;
/** How a supervision was accepted: by the buyer, by the clock, by the flow itself or by an appeal. */
export const ACCEPTANCES = ['CUSTOMER', 'AUTOMATIC', 'FLOW', 'APPEAL'] as const;

/**
 * Columns of filters at the end of an index: a page and its count compare them there, and read only the rows that
 * fit.
 */
const FILTERED = ['status', 'actor', 'template', 'isOverdue', 'isStalled', 'customerId'] as const;

/** Supervision of the delivery of one order line, from payment to acceptance (domain §3.4, §4.6). */
export const SupervisionEntity = aggregate({
  name: 'Supervision',
  counted: 'status',
  summed: ['dealMinor', 'cashMinor'],
  searched: 'searchKey',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    link: linksOrder,
    operator: ALL,
    reporting: ALL,
  },
  copies: copiesOf(OrderLineEntity, 'orderLineId', ['customerId', 'partnerId', 'sellerId']),
  properties: {
    ...p.record(),
    orderId: () => p.ref(OrderEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    productId: () => p.ref(ProductEntity),
    /** Copied from order and line, so that rows are listed and searched without a join. */
    orderNumber: p.text(),
    customerName: p.text(),
    productName: p.text(),
    specificationName: p.text(),
    quantity: p.integer(),
    dealMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
    currency: p.currency(),
    searchKey: p.text(),
    template: p.word(SUPERVISION_TEMPLATES),
    /** Whether Huawei reviews the delivery: the order has a program, and the template a review. */
    isReviewed: p.boolean(),
    status: p.word(SUPERVISION_STATES),
    /** Side in turn; null while frozen and after the end. */
    actor: p.word(ACTORS).nullable(),
    /** Begin of the current node's clock; a pause moves it. */
    clockSince: p.instant(),
    paidAt: p.instant(),
    /** Average delivery time of the product at payment, in days. */
    promisedDays: p.integer().nullable(),
    /** Promised time: payment plus the average delivery time; a pause moves it. */
    deliverBy: p.instant().nullable(),
    deliveredAt: p.instant().nullable(),
    /** Instants at which a clock fires next; null once it fired. */
    stallAt: p.instant().nullable(),
    warnAt: p.instant().nullable(),
    overdueAt: p.instant().nullable(),
    autoAcceptAt: p.instant().nullable(),
    isStalled: p.boolean().default(false),
    isOverdue: p.boolean().default(false),
    /** Time by which the side in turn should act, past or future. */
    dueAt: p.instant().nullable(),
    /** For the ordering by time left: rows without a time come last. */
    dueAtOrNever: p.orNever('due_at'),
    rejectionCount: p.integer().default(0),
    rejectionReason: p.text().nullable(),
    rejectedAt: p.instant().nullable(),
    nudgedAt: p.instant().nullable(),
    frozenAt: p.instant().nullable(),
    /** Begin of the pause that an appeal or a request for a refund makes, as far as no clock counts it yet. */
    pausedAt: p.instant().nullable(),
    /** Node at which an open appeal froze the flow. */
    frozenNode: p.word(NODES).nullable(),
    recipientName: p.text().nullable(),
    recipientPhone: p.text().nullable(),
    shippingAddress: p.text().nullable(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    shippedAt: p.instant().nullable(),
    signedOffAt: p.instant().nullable(),
    /** Whether the carrier's recipient has the phone of the order; null before the sign-off. */
    isPhoneConfirmed: p.boolean().nullable(),
    /** System or hardware id for which an ID code is made out. */
    systemId: p.text().nullable(),
    claimedAt: p.instant().nullable(),
    activatedAt: p.instant().nullable(),
    acceptance: p.word(ACCEPTANCES).nullable(),
    completedAt: p.instant().nullable(),
    endedAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'supervision_frozen',
      expression: `(status = 'FROZEN') = (frozen_at is not null) and (frozen_at is null) = (frozen_node is null)`,
    },
    {
      name: 'supervision_paused',
      expression: `(status <> 'FROZEN' or paused_at is not null) and (ended_at is null or paused_at is null)`,
    },
    {
      name: 'supervision_in_turn',
      expression: `(${among('status', NODES)}) = (actor is not null)`,
    },
    {
      name: 'supervision_completed',
      expression: `(status = 'COMPLETED') = (completed_at is not null) and (completed_at is null) = (acceptance is null)`,
    },
    {
      name: 'supervision_ended',
      expression: `(${among('status', ['COMPLETED', 'REFUNDED', 'CLOSED'])}) = (ended_at is not null)`,
    },
    {
      name: 'supervision_shipped',
      expression: `shipped_at is null or (template = 'HARDWARE' and num_nulls(carrier, tracking_number) = 0)`,
    },
    {
      name: 'supervision_signed_off',
      expression: `(signed_off_at is null) = (is_phone_confirmed is null) and (signed_off_at is null or shipped_at is not null)`,
    },
    {
      name: 'supervision_auto_accept',
      expression: `auto_accept_at is null or (signed_off_at is not null and is_phone_confirmed)`,
    },
  ],
  uniques: [{ name: 'supervision_of_line', properties: ['orderLineId'] }],
  indexes: [
    { name: 'supervision_newest', properties: ['createdAt', 'id'] },
    {
      name: 'supervision_of_partner',
      properties: ['partnerId', 'createdAt', 'id', 'sellerId', ...FILTERED],
    },
    {
      name: 'supervision_of_seller',
      properties: ['sellerId', 'createdAt', 'id', 'partnerId', ...FILTERED],
    },
    { name: 'supervision_due', properties: ['dueAtOrNever', 'id', 'status'] },
    {
      name: 'supervision_due_of_partner',
      properties: ['partnerId', 'dueAtOrNever', 'id', 'status', 'actor'],
    },
    {
      name: 'supervision_due_of_seller',
      properties: ['sellerId', 'dueAtOrNever', 'id', 'status', 'actor'],
    },
    { name: 'supervision_by_deal', properties: ['dealMinor', 'id'] },
    { name: 'supervision_by_deal_of_partner', properties: ['partnerId', 'dealMinor', 'id'] },
    { name: 'supervision_by_deal_of_seller', properties: ['sellerId', 'dealMinor', 'id'] },
    { name: 'supervision_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'supervision_of_order', properties: ['orderId', 'createdAt', 'id'] },
    { name: 'supervision_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'supervision_in_turn', properties: ['actor', 'dueAtOrNever', 'id'] },
    { name: 'supervision_changed', properties: ['updatedAt', 'id'] },
    { name: 'supervision_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'supervision_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type Supervision = InferEntity<typeof SupervisionEntity>;
