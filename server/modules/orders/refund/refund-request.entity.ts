import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import { linksOrder, OrderEntity } from '../order/order.entity.ts';
import { REFUND_OPEN_STATES, REFUND_STATES } from './refund-request.machine.ts';

const isOpen = among('status', REFUND_OPEN_STATES);

/** Request of the customer to refund cash of an order line under supervision, which the seller answers (domain §3.5). */
export const RefundRequestEntity = aggregate({
  name: 'RefundRequest',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    link: linksOrder,
    operator: ALL,
  },
  copies: copiesOf(OrderLineEntity, 'orderLineId', ['customerId', 'partnerId', 'sellerId']),
  properties: {
    ...p.record(),
    orderId: () => p.ref(OrderEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    /** Copied, so that requests are listed without a join. */
    orderNumber: p.text(),
    customerName: p.text(),
    productName: p.text(),
    /** Cash to refund; 0 for a line that was paid with vouchers only. */
    amountMinor: p.bigint('bigint'),
    currency: p.currency(),
    reason: p.text(),
    /** Hardware: the goods are sent back first. */
    needsReturn: p.boolean(),
    status: p.word(REFUND_STATES),
    /** End of the time of the side in turn; null after the end. */
    dueAt: p.instant().nullable(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    shippedAt: p.instant().nullable(),
    decisionReason: p.text().nullable(),
    endedAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'refund_request_amount', expression: 'amount_minor >= 0' },
    { name: 'refund_request_clock', expression: `(${isOpen}) = (due_at is not null)` },
    { name: 'refund_request_ended', expression: `(${isOpen}) = (ended_at is null)` },
    {
      name: 'refund_request_rejected',
      expression: `status <> 'REJECTED' or decision_reason is not null`,
    },
    {
      name: 'refund_request_shipped',
      expression: `num_nulls(carrier, tracking_number, shipped_at) in (0, 3) and (status <> 'RETURNING' or shipped_at is not null)`,
    },
    {
      name: 'refund_request_returns',
      expression: `needs_return or (status not in ('AWAITING_RETURN', 'RETURNING') and shipped_at is null)`,
    },
  ],
  indexes: [
    {
      name: 'refund_request_one_open',
      expression: `create unique index refund_request_one_open on refund_request (order_line_id) where ${isOpen}`,
    },
    { name: 'refund_request_newest', properties: ['createdAt', 'id'] },
    { name: 'refund_request_of_line', properties: ['orderLineId', 'createdAt', 'id'] },
    { name: 'refund_request_of_order', properties: ['orderId', 'createdAt', 'id'] },
    { name: 'refund_request_of_partner', properties: ['partnerId', 'createdAt', 'id', 'status'] },
    { name: 'refund_request_of_seller', properties: ['sellerId', 'createdAt', 'id', 'status'] },
    { name: 'refund_request_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'refund_request_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'refund_request_changed', properties: ['updatedAt', 'id'] },
    { name: 'refund_request_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'refund_request_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type RefundRequest = InferEntity<typeof RefundRequestEntity>;
