import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { billParties, SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import type { DerivationFacts } from '../derivation/derivation.ts';
import { PAYMENT_AUTHORIZATION_STATES } from './authorization.machine.ts';

/** Columns of filters at the end of an index: a page and its count compare them there. */
const FILTERED = ['status', 'period', 'productId', 'isFlagged', 'dueAtOrNever'] as const;

/**
 * Seller's authorization to pay a partner its share of one bill line of a common product (授权付款, domain §4.8).
 * It copies of the bill what the seller needs, because the seller may not see the bill.
 */
export const PaymentAuthorizationEntity = aggregate({
  name: 'PaymentAuthorization',
  counted: 'status',
  searched: 'searchKey',
  parties: {
    partner: { column: 'partnerId', roles: billParties.partner.roles },
    seller: 'sellerId',
    operator: ALL,
  },
  properties: {
    ...p.record(),
    billId: () => p.ref(SettlementBillEntity),
    billLineId: () => p.ref(SettlementBillLineEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    partnerId: () => p.ref(PartnerEntity),
    sellerId: () => p.ref(OrganizationEntity),
    productId: () => p.ref(ProductEntity),
    /** Copied, so that rows are listed and searched without a join. */
    period: p.text(),
    linePosition: p.integer(),
    partnerName: p.text(),
    orderNumber: p.text(),
    productName: p.text(),
    searchKey: p.text(),
    /** Settlement amount of the bill line; negative for a refund. */
    amountMinor: p.bigint('bigint'),
    currency: p.currency(),
    /** Inputs of the amount, copied like the other facts of the bill line. */
    amountFacts: p.json<DerivationFacts>(),
    status: p.word(PAYMENT_AUTHORIZATION_STATES),
    /** Time at which a pending one is flagged; null once it was. */
    flagAt: p.instant().nullable(),
    isFlagged: p.boolean().default(false),
    /** Time by which the seller should decide, while it is pending. */
    dueAt: p.instant().nullable(),
    dueAtOrNever: p.orNever('due_at'),
    decidedAt: p.instant().nullable(),
    decidedByName: p.text().nullable(),
    /** Reason of a refusal; kept when an operator authorizes the line. */
    refusalReason: p.text().nullable(),
    /** Reason of the operator who authorized the line instead of the seller, or released its bill. */
    operatorReason: p.text().nullable(),
    releasedAt: p.instant().nullable(),
    /** Whether it is the seller's first line of the bill that waits; only of this one is anybody notified. */
    isLead: p.boolean(),
    version: p.version(),
  },
  checks: [
    {
      name: 'payment_authorization_explained',
      expression: `amount_facts ->> 'result' = amount_minor::text`,
    },
    {
      name: 'payment_authorization_clock',
      expression: `(status = 'PENDING') = (due_at is not null) and (flag_at is null or status = 'PENDING')`,
    },
    {
      name: 'payment_authorization_decided',
      expression: `num_nonnulls(decided_at, decided_by_name) = case when status = 'PENDING' then 0 else 2 end`,
    },
    {
      name: 'payment_authorization_refused',
      expression: `status <> 'REFUSED' or refusal_reason is not null`,
    },
    {
      name: 'payment_authorization_released',
      expression: `released_at is null or (status = 'REFUSED' and operator_reason is not null)`,
    },
  ],
  uniques: [{ name: 'payment_authorization_of_line', properties: ['billLineId'] }],
  indexes: [
    { name: 'payment_authorization_newest', properties: ['createdAt', 'id'] },
    {
      name: 'payment_authorization_of_partner',
      properties: ['partnerId', 'createdAt', 'id', 'sellerId', ...FILTERED],
    },
    {
      name: 'payment_authorization_of_seller',
      properties: ['sellerId', 'createdAt', 'id', 'partnerId', ...FILTERED],
    },
    { name: 'payment_authorization_due', properties: ['dueAtOrNever', 'id', 'status'] },
    {
      name: 'payment_authorization_due_of_partner',
      properties: ['partnerId', 'dueAtOrNever', 'id', 'status'],
    },
    {
      name: 'payment_authorization_due_of_seller',
      properties: ['sellerId', 'dueAtOrNever', 'id', 'status'],
    },
    { name: 'payment_authorization_by_amount', properties: ['amountMinor', 'id'] },
    {
      name: 'payment_authorization_amount_of_partner',
      properties: ['partnerId', 'amountMinor', 'id'],
    },
    {
      name: 'payment_authorization_amount_of_seller',
      properties: ['sellerId', 'amountMinor', 'id', 'status'],
    },
    { name: 'payment_authorization_of_bill', properties: ['billId', 'createdAt', 'id'] },
    {
      name: 'payment_authorization_open',
      expression: `create index payment_authorization_open on payment_authorization (bill_id) where status <> 'AUTHORIZED'`,
    },
    { name: 'payment_authorization_of_order_line', properties: ['orderLineId'] },
    { name: 'payment_authorization_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'payment_authorization_changed', properties: ['updatedAt', 'id'] },
    {
      name: 'payment_authorization_changed_of_partner',
      properties: ['partnerId', 'updatedAt', 'id'],
    },
    {
      name: 'payment_authorization_changed_of_seller',
      properties: ['sellerId', 'updatedAt', 'id'],
    },
  ],
  triggers: [
    {
      name: 'payment_authorization_fixed',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status = 'AUTHORIZED' or (old.bill_id, old.bill_line_id, old.partner_id, old.seller_id, old.amount_minor, old.amount_facts) is distinct from (new.bill_id, new.bill_line_id, new.partner_id, new.seller_id, new.amount_minor, new.amount_facts)`,
      body: `raise exception 'an authorization that was given, its line and its amount cannot change'`,
    },
    {
      name: 'payment_authorization_kept',
      timing: 'before',
      events: ['delete'],
      forEach: 'row',
      body: `raise exception 'an authorization cannot be deleted'`,
    },
  ],
});
export type PaymentAuthorization = InferEntity<typeof PaymentAuthorizationEntity>;
