import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { customerColumn, openParties, partnerColumn } from './authorization.entity.ts';
import { CspAuthorizationEntity } from './csp/csp-authorization.entity.ts';
import { JointSalesAuthorizationEntity } from './joint-sales/joint-sales-authorization.entity.ts';

/**
 * Terms of an authorization, one immutable row per version. Discounts and orders record the version under
 * which they were made.
 */
export const AuthorizationVersionEntity = aggregate({
  name: 'AuthorizationVersion',
  parties: openParties,
  properties: {
    ...p.base(),
    cspAuthorizationId: () => p.ref(CspAuthorizationEntity).nullable().deleteRule('no action'),
    jointSalesAuthorizationId: () =>
      p.ref(JointSalesAuthorizationEntity).nullable().deleteRule('no action'),
    partnerId: () => partnerColumn().nullable(),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => customerColumn(),
    termsVersion: p.integer(),
    floorPayRate: p.rate(),
    shareRatio: p.rate(),
    validFrom: p.instant(),
    validUntil: p.instant(),
    maxCustomers: p.integer().nullable(),
    maxCashPerMonthMinor: p.bigint('bigint').nullable(),
    currency: p.currency(),
    setByName: p.text(),
  },
  checks: [
    {
      name: 'authorization_version_of_one',
      expression: 'num_nonnulls(csp_authorization_id, joint_sales_authorization_id) = 1',
    },
  ],
  uniques: [
    {
      name: 'authorization_version_of_csp',
      properties: ['cspAuthorizationId', 'termsVersion'],
    },
    {
      name: 'authorization_version_of_joint',
      properties: ['jointSalesAuthorizationId', 'termsVersion'],
    },
  ],
  indexes: [
    { name: 'authorization_version_csp', properties: ['cspAuthorizationId', 'createdAt', 'id'] },
    {
      name: 'authorization_version_joint',
      properties: ['jointSalesAuthorizationId', 'createdAt', 'id'],
    },
  ],
  triggers: [
    {
      name: 'authorization_version_frozen',
      timing: 'before',
      events: ['update', 'delete'],
      forEach: 'row',
      body: `raise exception 'terms that were in force are history'`,
    },
  ],
});
export type AuthorizationVersion = InferEntity<typeof AuthorizationVersionEntity>;
