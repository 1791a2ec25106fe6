import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { linksOrder, OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { NODES } from '../supervision/flows.machine.ts';
import { SupervisionEntity } from '../supervision/supervision.entity.ts';
import { APPEAL_OPEN_STATES, APPEAL_STATES } from './appeal.machine.ts';

export const APPEAL_SIDES = ['CUSTOMER', 'SELLER'] as const;
export type AppealSide = (typeof APPEAL_SIDES)[number];
export const APPEAL_CATEGORIES = [
  'NOT_ACCEPTING',
  'NOT_RESPONDING',
  'LATE_DELIVERY',
  'NOT_AS_AGREED',
  'DAMAGED',
  'OTHER',
] as const;
export type AppealCategory = (typeof APPEAL_CATEGORIES)[number];
export const APPEAL_OUTCOMES = ['RESUME', 'FORCE_COMPLETE', 'REFUND', 'DISMISSED'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

const FILTERED = ['status', 'openedBy', 'category', 'outcome', 'customerId'] as const;

/** Appeal of the buyer or the seller about a supervised delivery, which operations decide (domain §4.7). */
export const AppealEntity = aggregate({
  name: 'Appeal',
  searched: 'searchKey',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    link: linksOrder,
    operator: ALL,
  },
  copies: copiesOf(SupervisionEntity, 'supervisionId', ['customerId', 'partnerId', 'sellerId']),
  properties: {
    ...p.record(),
    /** `APL-20260302-0001`. */
    number: p.text(),
    supervisionId: () => p.ref(SupervisionEntity),
    orderId: () => p.ref(OrderEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    /** Copied, so that rows are listed and searched without a join. */
    orderNumber: p.text(),
    customerName: p.text(),
    productName: p.text(),
    dealMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
    currency: p.currency(),
    searchKey: p.text(),
    status: p.word(APPEAL_STATES),
    openedBy: p.word(APPEAL_SIDES),
    openedByName: p.text(),
    /** Node at which the flow was frozen. */
    node: p.word(NODES),
    category: p.word(APPEAL_CATEGORIES),
    reason: p.text(),
    decideBy: p.instant(),
    warnAt: p.instant().nullable(),
    breachAt: p.instant().nullable(),
    isBreached: p.boolean().default(false),
    /** Deadline while the appeal is open; for the ordering, ended ones come last. */
    dueAt: p.instant().nullable(),
    dueAtOrNever: p.orNever('due_at'),
    takenById: () => p.ref(MembershipEntity).nullable(),
    takenByName: p.text().nullable(),
    takenAt: p.instant().nullable(),
    outcome: p.word(APPEAL_OUTCOMES).nullable(),
    refundMinor: p.bigint('bigint').nullable(),
    decisionReason: p.text().nullable(),
    decidedByName: p.text().nullable(),
    endedAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'appeal_clock',
      expression: `(${among('status', APPEAL_OPEN_STATES)}) = (due_at is not null)`,
    },
    {
      name: 'appeal_ended',
      expression: `(${among('status', APPEAL_OPEN_STATES)}) = (ended_at is null)`,
    },
    {
      name: 'appeal_decided',
      expression: `(status = 'RESOLVED') = (num_nulls(outcome, decision_reason, decided_by_name) = 0)`,
    },
    {
      // A line that vouchers paid is refunded without cash.
      name: 'appeal_refund',
      expression: `(outcome is not distinct from 'REFUND') = (refund_minor is not null) and (refund_minor is null or (refund_minor >= least(1, cash_minor) and refund_minor <= cash_minor))`,
    },
    {
      name: 'appeal_taken',
      expression: `num_nulls(taken_by_id, taken_by_name, taken_at) in (0, 3) and (status <> 'IN_REVIEW' or taken_at is not null)`,
    },
  ],
  uniques: [{ name: 'appeal_number', properties: ['number'] }],
  indexes: [
    {
      name: 'appeal_one_open',
      expression: `create unique index appeal_one_open on appeal (order_id) where ${among('status', APPEAL_OPEN_STATES)}`,
    },
    { name: 'appeal_newest', properties: ['createdAt', 'id'] },
    { name: 'appeal_of_partner', properties: ['partnerId', 'createdAt', 'id', ...FILTERED] },
    { name: 'appeal_of_seller', properties: ['sellerId', 'createdAt', 'id', ...FILTERED] },
    { name: 'appeal_due', properties: ['dueAtOrNever', 'id', 'status'] },
    { name: 'appeal_due_of_partner', properties: ['partnerId', 'dueAtOrNever', 'id'] },
    { name: 'appeal_due_of_seller', properties: ['sellerId', 'dueAtOrNever', 'id'] },
    { name: 'appeal_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'appeal_of_supervision', properties: ['supervisionId', 'createdAt', 'id'] },
    { name: 'appeal_of_order', properties: ['orderId', 'createdAt', 'id'] },
    { name: 'appeal_taken_by', properties: ['takenById', 'dueAtOrNever', 'id'] },
    { name: 'appeal_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'appeal_changed', properties: ['updatedAt', 'id'] },
    { name: 'appeal_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'appeal_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type Appeal = InferEntity<typeof AppealEntity>;

const part = () => ({
  ...p.base(),
  appealId: () => p.ref(AppealEntity),
  orderId: p.uuid(),
  partnerId: () => p.ref(PartnerEntity).nullable(),
  sellerId: () => p.ref(OrganizationEntity),
  customerId: () => p.ref(CustomerEntity),
  /** Place in the order of time, from 1. */
  position: p.integer(),
});

/** Material that operations asked a side for: what, and by when. The clock of the appeal goes on. */
export const AppealMaterialEntity = aggregate({
  name: 'AppealMaterial',
  parties: partOf(AppealEntity, { id: 'appealId' }),
  properties: {
    ...part(),
    side: p.word(APPEAL_SIDES),
    what: p.text(),
    dueAt: p.instant(),
    askedByName: p.text(),
    providedAt: p.instant().nullable(),
  },
  uniques: [{ name: 'appeal_material_position', properties: ['appealId', 'position', 'id'] }],
});

/** Statement of a side in an appeal: the opening one, or a response. */
export const AppealStatementEntity = aggregate({
  name: 'AppealStatement',
  parties: partOf(AppealEntity, { id: 'appealId' }),
  properties: {
    ...part(),
    side: p.word(APPEAL_SIDES),
    authorName: p.text(),
    text: p.text(),
    materialId: p.uuid().nullable(),
  },
  uniques: [{ name: 'appeal_statement_position', properties: ['appealId', 'position', 'id'] }],
});
