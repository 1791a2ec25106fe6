import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { JointSalesAuthorizationEntity } from '../../authorizations/index.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { ExclusiveDiscountEntity } from '../../discounts/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { CustomerDemandEntity } from '../demand/demand.entity.ts';
import { CUSTOMER_STATES, OFFER_STATES } from './offer.machine.ts';

/**
 * Price of a seller for listed customers over a period, made for a demand or unasked (domain §1, §3.3). A customer sees
 * the granted offers that list it; a link shows the offer of its recipient.
 */
export const PrivateOfferEntity = aggregate({
  name: 'PrivateOffer',
  counted: 'status',
  searched: 'searchKey',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: {
      also: (d, me) => sql`${d.status} in (${sql.words(CUSTOMER_STATES)})
        and exists (select 1 from private_offer_recipient r where r.offer_id = ${d.id} and r.customer_id = ${me.tenantId})`,
      few: true,
    },
    link: (d, subject) =>
      sql`exists (select 1 from private_offer_recipient r where r.id = ${subject} and r.offer_id = ${d.id})`,
    operator: ALL,
  },
  properties: {
    ...p.record(),
    sellerId: () => p.ref(OrganizationEntity),
    productId: () => p.ref(ProductEntity),
    /** Partner and customer of the demand; null in an offer that nobody asked for. */
    partnerId: () => p.ref(PartnerEntity).nullable().deleteRule('no action'),
    customerId: () => p.ref(CustomerEntity).nullable().deleteRule('no action'),
    demandId: () => p.ref(CustomerDemandEntity).nullable().deleteRule('no action'),
    /** `PO-20260302-0001`: the date in Asia/Shanghai and a running number. */
    number: p.text(),
    name: p.text(),
    productName: p.text(),
    /** Name of the first listed customer. */
    customerName: p.text(),
    customerCount: p.integer(),
    searchKey: p.text(),
    status: p.word(OFFER_STATES),
    validFrom: p.instant(),
    validUntil: p.instant(),
    listTotalMinor: p.bigint('bigint'),
    netTotalMinor: p.bigint('bigint'),
    currency: p.currency(),
    shareRatio: p.rate().nullable(),
    floorPayRate: p.rate().nullable(),
    note: p.text().nullable(),
    jointSalesAuthorizationId: () =>
      p.ref(JointSalesAuthorizationEntity).nullable().deleteRule('no action'),
    /** Latest discount that the partner drafted from it. */
    discountId: () => p.ref(ExclusiveDiscountEntity).nullable().deleteRule('no action'),
    createdByName: p.text(),
    decidedAt: p.instant().nullable(),
    decidedByName: p.text().nullable(),
    decisionReason: p.text().nullable(),
    activatedAt: p.instant().nullable(),
    revokeReason: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'private_offer_period', expression: 'valid_from < valid_until' },
    {
      name: 'private_offer_totals',
      expression: '0 < net_total_minor and net_total_minor <= list_total_minor',
    },
    {
      name: 'private_offer_demand',
      expression:
        'num_nonnulls(demand_id, partner_id, customer_id, share_ratio, floor_pay_rate) in (0, 5) and share_ratio > 0 and share_ratio <= 1',
    },
    {
      name: 'private_offer_rejected',
      expression: `status <> 'REJECTED' or decision_reason is not null`,
    },
    {
      name: 'private_offer_revoked',
      expression: `(status = 'REVOKED') = (revoke_reason is not null)`,
    },
    {
      name: 'private_offer_active',
      expression: `status <> 'EFFECTIVE' or activated_at is not null`,
    },
  ],
  uniques: [{ name: 'private_offer_number', properties: ['number'] }],
  indexes: [
    {
      name: 'private_offer_answers',
      expression: `create unique index private_offer_answers on private_offer (demand_id) where not (${among('status', ['REJECTED', 'WITHDRAWN'])})`,
    },
    { name: 'private_offer_of_demand', properties: ['demandId', 'createdAt', 'id'] },
    {
      name: 'private_offer_name',
      expression: `create unique index private_offer_name on private_offer (seller_id, lower(name)) where not (${among('status', ['REJECTED', 'WITHDRAWN'])})`,
    },
    { name: 'private_offer_of_seller', properties: ['sellerId', 'createdAt', 'id', 'status'] },
    { name: 'private_offer_of_partner', properties: ['partnerId', 'createdAt', 'id', 'status'] },
    { name: 'private_offer_of_product', properties: ['productId', 'createdAt', 'id'] },
    { name: 'private_offer_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    {
      name: 'private_offer_of_authorization',
      properties: ['jointSalesAuthorizationId', 'createdAt', 'id'],
    },
    { name: 'private_offer_of_discount', properties: ['discountId', 'createdAt', 'id'] },
    { name: 'private_offer_newest', properties: ['createdAt', 'id'] },
    { name: 'private_offer_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'private_offer_ending', properties: ['validUntil', 'id', 'status'] },
    { name: 'private_offer_ending_of_seller', properties: ['sellerId', 'validUntil', 'id'] },
    { name: 'private_offer_ending_of_partner', properties: ['partnerId', 'validUntil', 'id'] },
    { name: 'private_offer_by_net', properties: ['netTotalMinor', 'id'] },
    { name: 'private_offer_by_net_of_seller', properties: ['sellerId', 'netTotalMinor', 'id'] },
    { name: 'private_offer_by_net_of_partner', properties: ['partnerId', 'netTotalMinor', 'id'] },
    { name: 'private_offer_changed', properties: ['updatedAt', 'id'] },
    { name: 'private_offer_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
    { name: 'private_offer_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
  ],
  triggers: [
    {
      // The lines carry the state for the customer's part; a line whose specification was delisted stays UNUSABLE.
      name: 'private_offer_to_lines',
      timing: 'after',
      events: ['update'],
      forEach: 'row',
      when: 'old.status is distinct from new.status',
      body: "update private_offer_line set state = new.status where offer_id = new.id and state <> 'UNUSABLE'; return null",
    },
  ],
});
export type PrivateOffer = InferEntity<typeof PrivateOfferEntity>;
