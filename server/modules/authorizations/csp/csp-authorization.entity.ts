import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import {
  authorizationChecks,
  authorizationColumns,
  openParties,
  partnerColumn,
  REPORTED,
  slot,
} from '../authorization.entity.ts';
import { CSP_AUTHORIZATION_STATES, HOLDING_STATES } from './csp-authorization.machine.ts';

/**
 * Authorization by a seller to resell a common product (domain §3 item 6, §4.3): for all partners, one
 * partner, or one partner and one customer. The most specific row in force applies.
 */
export const CspAuthorizationEntity = aggregate({
  name: 'CspAuthorization',
  counted: 'status',
  searched: 'searchKey',
  parties: openParties,
  properties: {
    ...authorizationColumns(),
    partnerId: () => partnerColumn().nullable(),
    partnerName: p.text().nullable(),
    status: p.word(CSP_AUTHORIZATION_STATES),
  },
  checks: [
    ...authorizationChecks('csp_authorization'),
    {
      name: 'csp_authorization_level',
      expression:
        '(partner_id is null) = (partner_name is null) and (customer_id is null) = (customer_name is null) and (customer_id is null or partner_id is not null)',
    },
    { name: 'csp_authorization_terms', expression: 'terms_version > 0' },
    slot('csp_authorization', HOLDING_STATES),
  ],
  indexes: [
    { name: 'csp_authorization_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    {
      name: 'csp_authorization_of_partner',
      properties: ['partnerId', 'createdAt', 'id'],
      include: [...REPORTED],
    },
    { name: 'csp_authorization_of_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'csp_authorization_of_product', properties: ['productId', 'createdAt', 'id'] },
    { name: 'csp_authorization_ending', properties: ['validUntil', 'id'] },
    { name: 'csp_authorization_ending_of_seller', properties: ['sellerId', 'validUntil', 'id'] },
    { name: 'csp_authorization_newest', properties: ['createdAt', 'id'] },
    { name: 'csp_authorization_changed', properties: ['updatedAt', 'id'] },
    { name: 'csp_authorization_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
    { name: 'csp_authorization_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type CspAuthorization = InferEntity<typeof CspAuthorizationEntity>;
