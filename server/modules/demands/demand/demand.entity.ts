import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { DEMAND_STATES } from './demand.machine.ts';

/** Columns of filters at the end of an index: a page and its count compare them there. */
const FILTERED = ['status', 'customerId', 'productId', 'dueAt', 'submittedAt'] as const;

/**
 * Need of a customer on one joint-operation product, which a partner submits to the product's seller (domain §3
 * item 12). The customer is no party: share ratios are not for it.
 */
export const CustomerDemandEntity = aggregate({
  name: 'CustomerDemand',
  counted: 'status',
  searched: 'searchKey',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: { column: 'sellerId', notIn: { status: ['DRAFT'] } },
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    productId: () => p.ref(ProductEntity),
    /** `DM-20260302-0001`: the date in Asia/Shanghai and a running number. */
    number: p.text(),
    /** Copied, because a seller may not see the customer. */
    customerName: p.text(),
    cloudAccount: p.text(),
    productName: p.text(),
    searchKey: p.text(),
    status: p.word(DEMAND_STATES),
    requirement: p.text(),
    expectedShareRatio: p.rate(),
    /** Largest share ratio of the product at the last save. */
    maxShareRatio: p.rate(),
    grantedShareRatio: p.rate().nullable(),
    expectedAmountMinor: p.bigint('bigint').nullable(),
    /** For the ordering by amount: rows without one come last. */
    expectedAmountOrZero: p.orZero('expected_amount_minor'),
    currency: p.currency(),
    expectedOrderOn: p.instant().nullable(),
    submittedAt: p.instant().nullable(),
    submittedByName: p.text().nullable(),
    /** Deadline to receive it; after the acceptance, the time by which the offer should exist. */
    dueAt: p.instant().nullable(),
    /** For the ordering by deadline: rows without one come last. */
    dueAtOrNever: p.orNever('due_at'),
    /** Deadline of the acceptance, kept after the answer. */
    answerDueAt: p.instant().nullable(),
    answeredAt: p.instant().nullable(),
    answeredByName: p.text().nullable(),
    /** Reason of a rejection, or message with a receipt. */
    answerReason: p.text().nullable(),
    closedAt: p.instant().nullable(),
    closeReason: p.text().nullable(),
    nudgedAt: p.instant().nullable(),
    nudgeCount: p.integer().default(0),
    clonedFromId: p.uuid().nullable(),
    createdById: () => p.ref(MembershipEntity).nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'customer_demand_share',
      expression:
        '0 < expected_share_ratio and expected_share_ratio <= max_share_ratio and max_share_ratio <= 1',
    },
    {
      name: 'customer_demand_granted',
      expression: `(status = 'CONVERTED') = (granted_share_ratio is not null) and granted_share_ratio > 0 and granted_share_ratio <= 1`,
    },
    {
      name: 'customer_demand_amount',
      expression: 'expected_amount_minor > 0',
    },
    {
      name: 'customer_demand_submitted',
      expression: `(status = 'DRAFT') = (submitted_at is null) and num_nonnulls(submitted_at, submitted_by_name, answer_due_at) in (0, 3)`,
    },
    {
      name: 'customer_demand_clock',
      expression: `(${among('status', ['SUBMITTED', 'ACCEPTED'])}) = (due_at is not null)`,
    },
    {
      name: 'customer_demand_answered',
      expression: `(${among('status', ['ACCEPTED', 'REJECTED', 'CONVERTED', 'CLOSED'])}) = (answered_at is not null) and (answered_at is null) = (answered_by_name is null)`,
    },
    {
      name: 'customer_demand_rejected',
      expression: `status <> 'REJECTED' or answer_reason is not null`,
    },
    {
      name: 'customer_demand_closed',
      expression: `(status = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (close_reason is null)`,
    },
    {
      name: 'customer_demand_nudged',
      expression: '(nudge_count > 0) = (nudged_at is not null) and nudge_count >= 0',
    },
  ],
  uniques: [{ name: 'customer_demand_number', properties: ['number'] }],
  indexes: [
    {
      name: 'customer_demand_of_partner',
      properties: ['partnerId', 'createdAt', 'id', 'sellerId', ...FILTERED],
      include: ['expectedAmountMinor'],
    },
    {
      name: 'customer_demand_of_seller',
      properties: ['sellerId', 'createdAt', 'id', 'partnerId', ...FILTERED],
      include: ['expectedAmountMinor'],
    },
    { name: 'customer_demand_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'customer_demand_of_product', properties: ['productId', 'createdAt', 'id'] },
    { name: 'customer_demand_newest', properties: ['createdAt', 'id'] },
    {
      name: 'customer_demand_in_state',
      properties: ['status', 'createdAt', 'id'],
      include: ['expectedAmountMinor'],
    },
    { name: 'customer_demand_due', properties: ['dueAtOrNever', 'id', 'status'] },
    {
      name: 'customer_demand_due_of_partner',
      properties: ['partnerId', 'dueAtOrNever', 'id', 'status'],
    },
    {
      name: 'customer_demand_due_of_seller',
      properties: ['sellerId', 'dueAtOrNever', 'id', 'status'],
    },
    { name: 'customer_demand_by_amount', properties: ['expectedAmountOrZero', 'id'] },
    {
      name: 'customer_demand_by_amount_of_partner',
      properties: ['partnerId', 'expectedAmountOrZero', 'id'],
    },
    {
      name: 'customer_demand_by_amount_of_seller',
      properties: ['sellerId', 'expectedAmountOrZero', 'id'],
    },
    { name: 'customer_demand_changed', properties: ['updatedAt', 'id'] },
    { name: 'customer_demand_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'customer_demand_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type CustomerDemand = InferEntity<typeof CustomerDemandEntity>;
