import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import {
  agreementParties,
  authorizationChecks,
  authorizationColumns,
  partnerColumn,
  REPORTED,
  slot,
} from '../authorization.entity.ts';
import type { CspAuthorizationEntity } from '../csp/csp-authorization.entity.ts';
import { HOLDING_STATES } from '../csp/csp-authorization.machine.ts';
import { GRANTED_STATES, JOINT_SALES_STATES } from './joint-sales-authorization.machine.ts';

const REQUEST = [
  'requested_share_ratio',
  'requested_floor_pay_rate',
  'requested_from',
  'requested_until',
  'requested_at',
  'requested_by_name',
];

/** Typed as another table with a UUID, because an entity cannot refer to its own inferred type. */
const itself = () =>
  p.manyToOne(JointSalesAuthorizationEntity as unknown as typeof CspAuthorizationEntity);

/**
 * Agreement of a partner and a seller on a joint-operation product, for all customers or for one (domain
 * §4.3b). Ratio, floor and validity are the agreed ones; until the grant they equal those of the request,
 * which has columns of its own.
 */
export const JointSalesAuthorizationEntity = aggregate({
  name: 'JointSalesAuthorization',
  counted: 'status',
  searched: 'searchKey',
  parties: agreementParties,
  properties: {
    ...authorizationColumns(),
    partnerId: () => partnerColumn(),
    partnerName: p.text(),
    status: p.word(JOINT_SALES_STATES),
    maxCustomers: p.integer().nullable(),
    maxCashPerMonthMinor: p.bigint('bigint').nullable(),
    currency: p.currency(),
    requestedShareRatio: p.rate().nullable(),
    requestedFloorPayRate: p.rate().nullable(),
    requestedFrom: p.instant().nullable(),
    requestedUntil: p.instant().nullable(),
    requestedAt: p.instant().nullable(),
    requestedByName: p.text().nullable(),
    requestNote: p.text().nullable(),
    /** Deadline of the seller's decision; null unless REQUESTED. */
    dueAt: p.instant().nullable(),
    decidedAt: p.instant().nullable(),
    decidedByName: p.text().nullable(),
    decisionReason: p.text().nullable(),
    renewsId: () => itself().mapToPk().joinColumn('renews_id').nullable().deleteRule('no action'),
  },
  checks: [
    ...authorizationChecks('joint_sales_authorization'),
    {
      name: 'joint_sales_authorization_requested_share',
      expression: 'requested_share_ratio > 0 and requested_share_ratio <= max_share_ratio',
    },
    {
      name: 'joint_sales_authorization_requested_rate',
      expression: 'requested_floor_pay_rate > 0 and requested_floor_pay_rate <= 1',
    },
    {
      name: 'joint_sales_authorization_request',
      expression: `num_nulls(${REQUEST.join(', ')}) in (0, ${REQUEST.length}) and (requested_at is not null or (${among('status', GRANTED_STATES)} and renews_id is null and request_note is null))`,
    },
    {
      name: 'joint_sales_authorization_clock',
      expression: `(status = 'REQUESTED') = (due_at is not null)`,
    },
    {
      name: 'joint_sales_authorization_granted',
      expression: `(${among('status', GRANTED_STATES)}) = (terms_version > 0) and terms_version >= 0`,
    },
    {
      name: 'joint_sales_authorization_decided',
      expression: `(${among('status', [...GRANTED_STATES, 'REFUSED'])}) = (decided_at is not null) and (decided_at is null) = (decided_by_name is null)`,
    },
    {
      name: 'joint_sales_authorization_refused',
      expression: `status <> 'REFUSED' or decision_reason is not null`,
    },
    {
      name: 'joint_sales_authorization_revoke_reason',
      expression: `status <> 'REVOKED' or revoke_reason is not null`,
    },
    {
      name: 'joint_sales_authorization_caps',
      expression: 'max_customers > 0 and max_cash_per_month_minor > 0',
    },
    {
      name: 'joint_sales_authorization_customer',
      expression: '(customer_id is null) = (customer_name is null)',
    },
    slot('joint_sales_authorization', HOLDING_STATES),
  ],
  indexes: [
    {
      name: 'joint_sales_authorization_one_request',
      expression: `create unique index joint_sales_authorization_one_request on joint_sales_authorization (partner_id, product_id, coalesce(customer_id, '00000000-0000-0000-0000-000000000000'::uuid)) where status = 'REQUESTED'`,
    },
    {
      name: 'joint_sales_authorization_of_partner',
      properties: ['partnerId', 'createdAt', 'id'],
      include: [...REPORTED],
    },
    { name: 'joint_sales_authorization_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    {
      name: 'joint_sales_authorization_of_customer',
      properties: ['customerId', 'createdAt', 'id'],
    },
    { name: 'joint_sales_authorization_of_product', properties: ['productId', 'createdAt', 'id'] },
    { name: 'joint_sales_authorization_ending', properties: ['validUntil', 'id'] },
    {
      name: 'joint_sales_authorization_ending_of_partner',
      properties: ['partnerId', 'validUntil', 'id'],
    },
    {
      name: 'joint_sales_authorization_ending_of_seller',
      properties: ['sellerId', 'validUntil', 'id'],
    },
    { name: 'joint_sales_authorization_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'joint_sales_authorization_renewal', properties: ['renewsId', 'createdAt', 'id'] },
    { name: 'joint_sales_authorization_newest', properties: ['createdAt', 'id'] },
    { name: 'joint_sales_authorization_changed', properties: ['updatedAt', 'id'] },
    {
      name: 'joint_sales_authorization_changed_of_partner',
      properties: ['partnerId', 'updatedAt', 'id'],
    },
    {
      name: 'joint_sales_authorization_changed_of_seller',
      properties: ['sellerId', 'updatedAt', 'id'],
    },
  ],
});
export type JointSalesAuthorization = InferEntity<typeof JointSalesAuthorizationEntity>;
