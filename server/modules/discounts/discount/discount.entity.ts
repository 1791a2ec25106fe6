import type { InferEntity, Opt } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import {
  CspAuthorizationEntity,
  JointSalesAuthorizationEntity,
} from '../../authorizations/index.ts';
import { isDistributorsOffer, partnersLink } from '../../bindings/index.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { isSubDistributor, PartnerEntity } from '../../partners/index.ts';
import {
  CUSTOMER_STATES,
  DISCOUNT_STATES,
  OPEN_STATES,
  PERSON_REVIEW_STATES,
} from './discount.machine.ts';

export const DISCOUNT_ORIGINS = ['PARTNER', 'AUTO'] as const;
/** How far a price is below the list price, as a share of it; the first is at most 5 %. */
export const DISCOUNT_DEPTHS = ['UP_TO_5', 'UP_TO_10', 'UP_TO_20', 'UP_TO_30', 'OVER_30'] as const;
export const UNUSABLE_REASONS = [
  'PRODUCT_DELISTED',
  'SPECIFICATION_DELISTED',
  'CUSTOMER_UNBOUND',
] as const;
export type UnusableReason = (typeof UNUSABLE_REASONS)[number];

/** The partner of the discount that a link offers, in rows that name a partner. */
export const partnersOffer = (partnerId: Sql, subject: Sql): Sql =>
  sql`${partnerId} = (select x.partner_id from exclusive_discount x where x.id = ${subject})`;

/**
 * Columns of filters at the end of an index: a page and its count compare them there, and read only the rows that
 * fit.
 */
const FILTERED = [
  'status',
  'origin',
  'customerId',
  'productId',
  'validFrom',
  'validUntil',
  'submittedAt',
  'depth',
] as const;

/** The sums of a representative's discounts are read from the index of its partner alone. */
const SUMMED = ['listTotalMinor', 'netTotalMinor', 'savingsMinor'] as const;

/** SQL text: whether a partner's discount was granted, as the report of discounts asks. */
const GRANTED = `origin = 'PARTNER' and (${among('status', CUSTOMER_STATES)} or activated_at is not null)`;

/** Price for one customer on specifications of one product (domain §3.3, §4.4). */
export const ExclusiveDiscountEntity = aggregate({
  name: 'ExclusiveDiscount',
  counted: 'status',
  summed: SUMMED,
  searched: 'searchKey',
  parties: {
    // A draft is visible to the partner only; the customer sees granted discounts only. A distributor reads the
    // discounts of its sub-distributors (domain §2), a sub-distributor those granted to its customers (domain §3.3).
    partner: {
      column: 'partnerId',
      also: (d) => sql`${d.status} <> 'DRAFT' and ${isSubDistributor(d.partnerId)}
        or ${d.status} in (${sql.words(CUSTOMER_STATES)}) and ${isDistributorsOffer(d.partnerId, d.customerId)}`,
      alsoIn: ['customerId', 'partnerId'],
    },
    rep: assignedTo('customerId'),
    seller: { column: 'sellerId', notIn: { status: ['DRAFT'] } },
    customer: { column: 'customerId', in: { status: CUSTOMER_STATES }, few: true },
    // A link shows its discount, or those of the partner whose binding it is about, because the issuer of the
    // link could open it as well.
    link: (d, subject) => sql`${d.id} = ${subject} or ${partnersLink(d.partnerId, subject)}`,
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    productId: () => p.ref(ProductEntity),
    /** `EXD-20260302-0001`: the date in Asia/Shanghai and a running number. */
    number: p.text(),
    name: p.text(),
    /** Copied, because a seller may not see the customer, nor the customer the catalog. */
    customerName: p.text(),
    productName: p.text(),
    searchKey: p.text(),
    status: p.word(DISCOUNT_STATES),
    origin: p.word(DISCOUNT_ORIGINS),
    validFrom: p.instant(),
    validUntil: p.instant(),
    note: p.text().nullable(),
    /** Justification for a price below the floor (特殊商务申请); null otherwise. */
    justification: p.text().nullable(),
    listTotalMinor: p.bigint('bigint'),
    netTotalMinor: p.bigint('bigint'),
    savingsMinor: p
      .bigint('bigint')
      .generated('(list_total_minor - net_total_minor) stored')
      .$type<Opt<bigint>>(),
    currency: p.currency(),
    depth: p
      .text()
      .generated(
        `(case when net_total_minor * 100 >= list_total_minor * 95 then 'UP_TO_5' when net_total_minor * 100 >= list_total_minor * 90 then 'UP_TO_10' when net_total_minor * 100 >= list_total_minor * 80 then 'UP_TO_20' when net_total_minor * 100 >= list_total_minor * 70 then 'UP_TO_30' else 'OVER_30' end) stored`,
      )
      .$type<Opt<(typeof DISCOUNT_DEPTHS)[number]>>(),
    /** Terms at submission; for the marketplace's own products the share ratio only. */
    cspAuthorizationId: () => p.ref(CspAuthorizationEntity).nullable().deleteRule('no action'),
    jointSalesAuthorizationId: () =>
      p.ref(JointSalesAuthorizationEntity).nullable().deleteRule('no action'),
    termsVersion: p.integer().nullable(),
    shareRatio: p.rate().nullable(),
    submittedAt: p.instant().nullable(),
    reviewDueAt: p.instant().nullable(),
    decidedAt: p.instant().nullable(),
    decidedByName: p.text().nullable(),
    decisionReason: p.text().nullable(),
    /** Operator's approval of a price below the floor; the seller may decide after it. */
    specialDecidedAt: p.instant().nullable(),
    specialDecidedByName: p.text().nullable(),
    specialReason: p.text().nullable(),
    activatedAt: p.instant().nullable(),
    /** Time at which it was revoked or became UNUSABLE, before its end. */
    endedAt: p.instant().nullable(),
    unusableReason: p.word(UNUSABLE_REASONS).nullable(),
    revokeReason: p.text().nullable(),
    createdById: () => p.ref(MembershipEntity).nullable(),
    predecessorId: p.uuid().nullable(),
    /** Order line that an automatic discount attributes. No foreign key, because orders are a later module. */
    orderLineId: p.uuid().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'exclusive_discount_period', expression: 'valid_from < valid_until' },
    {
      name: 'exclusive_discount_submitted',
      expression: `status = 'DRAFT' or submitted_at is not null`,
    },
    {
      name: 'exclusive_discount_review_clock',
      expression: `(${among('status', PERSON_REVIEW_STATES)}) = (review_due_at is not null)`,
    },
    {
      name: 'exclusive_discount_special_request',
      expression: `status <> 'MANUAL_REVIEW' or justification is not null`,
    },
    {
      name: 'exclusive_discount_special_decision',
      expression:
        'num_nonnulls(special_decided_at, special_decided_by_name, special_reason) in (0, 3) and (special_decided_at is null or justification is not null)',
    },
    {
      name: 'exclusive_discount_rejected',
      expression: `status <> 'REJECTED' or decision_reason is not null`,
    },
    {
      name: 'exclusive_discount_active',
      expression: `status <> 'EFFECTIVE' or (activated_at is not null and valid_from <= activated_at)`,
    },
    {
      name: 'exclusive_discount_unusable',
      expression: `(status = 'UNUSABLE') = (unusable_reason is not null)`,
    },
    {
      name: 'exclusive_discount_terms',
      expression:
        'num_nonnulls(csp_authorization_id, joint_sales_authorization_id) = num_nonnulls(terms_version)',
    },
    {
      name: 'exclusive_discount_automatic',
      expression: `(origin = 'AUTO') = (order_line_id is not null)`,
    },
    {
      name: 'exclusive_discount_totals',
      expression: '0 < net_total_minor and net_total_minor <= list_total_minor',
    },
  ],
  uniques: [{ name: 'exclusive_discount_number', properties: ['number'] }],
  indexes: [
    {
      name: 'exclusive_discount_open_name',
      expression: `create unique index exclusive_discount_open_name on exclusive_discount (partner_id, lower(name)) where ${among('status', OPEN_STATES)}`,
    },
    {
      name: 'exclusive_discount_one_successor',
      expression: `create unique index exclusive_discount_one_successor on exclusive_discount (predecessor_id) where ${among('status', OPEN_STATES)}`,
    },
    {
      name: 'exclusive_discount_of_order_line',
      expression: `create unique index exclusive_discount_of_order_line on exclusive_discount (order_line_id) where origin = 'AUTO'`,
    },
    {
      name: 'exclusive_discount_of_predecessor',
      expression:
        'create index exclusive_discount_of_predecessor on exclusive_discount (predecessor_id, created_at, id) where predecessor_id is not null',
    },
    {
      name: 'exclusive_discount_of_partner',
      properties: ['partnerId', 'createdAt', 'id', 'sellerId', ...FILTERED, ...SUMMED],
    },
    {
      name: 'exclusive_discount_of_seller',
      properties: ['sellerId', 'createdAt', 'id', 'partnerId', ...FILTERED],
    },
    // Reports of what was granted read one of these alone, in the order of the rows.
    {
      name: 'exclusive_discount_granted',
      expression: `create index exclusive_discount_granted on exclusive_discount (partner_id, valid_from, product_id, customer_id) include (seller_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
    },
    {
      name: 'exclusive_discount_granted_of_seller',
      expression: `create index exclusive_discount_granted_of_seller on exclusive_discount (seller_id, valid_from, product_id, customer_id) include (partner_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
    },
    { name: 'exclusive_discount_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'exclusive_discount_of_product', properties: ['productId', 'createdAt', 'id'] },
    { name: 'exclusive_discount_by_start', properties: ['validFrom', 'id'] },
    {
      name: 'exclusive_discount_by_start_of_partner',
      properties: ['partnerId', 'validFrom', 'id'],
    },
    { name: 'exclusive_discount_by_start_of_seller', properties: ['sellerId', 'validFrom', 'id'] },
    { name: 'exclusive_discount_by_net', properties: ['netTotalMinor', 'id'] },
    {
      name: 'exclusive_discount_by_net_of_partner',
      properties: ['partnerId', 'netTotalMinor', 'id'],
    },
    {
      name: 'exclusive_discount_by_net_of_seller',
      properties: ['sellerId', 'netTotalMinor', 'id'],
    },
    { name: 'exclusive_discount_by_savings', properties: ['savingsMinor', 'id'] },
    {
      name: 'exclusive_discount_by_savings_of_partner',
      properties: ['partnerId', 'savingsMinor', 'id'],
    },
    {
      name: 'exclusive_discount_by_savings_of_seller',
      properties: ['sellerId', 'savingsMinor', 'id'],
    },
    { name: 'exclusive_discount_ending', properties: ['validUntil', 'id', 'status'] },
    {
      name: 'exclusive_discount_ending_of_partner',
      properties: ['partnerId', 'validUntil', 'id', 'status'],
      // A representative's tabs compare the customer in the index.
      include: ['sellerId', 'customerId'],
    },
    {
      name: 'exclusive_discount_ending_of_seller',
      properties: ['sellerId', 'validUntil', 'id', 'status'],
    },
    {
      name: 'exclusive_discount_submitted',
      expression:
        'create index exclusive_discount_submitted on exclusive_discount using brin (submitted_at)',
    },
    { name: 'exclusive_discount_newest', properties: ['createdAt', 'id'] },
    { name: 'exclusive_discount_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'exclusive_discount_changed', properties: ['updatedAt', 'id'] },
    { name: 'exclusive_discount_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'exclusive_discount_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
  triggers: [
    {
      // The lines carry state and validity for their exclusion constraint; the trigger keeps the copies
      // equal. A line whose specification was delisted stays UNUSABLE.
      name: 'exclusive_discount_to_lines',
      timing: 'after',
      events: ['update'],
      forEach: 'row',
      when: '(old.status, old.valid_from, old.valid_until) is distinct from (new.status, new.valid_from, new.valid_until)',
      body: "update exclusive_discount_line set state = new.status, valid_from = new.valid_from, valid_until = new.valid_until where discount_id = new.id and state <> 'UNUSABLE'; return null",
    },
  ],
});
export type ExclusiveDiscount = InferEntity<typeof ExclusiveDiscountEntity>;
