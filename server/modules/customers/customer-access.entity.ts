import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, word } from '../../platform/db/columns.ts';
import { tenantTable } from '../../platform/db/tenancy.ts';
import { MembershipEntity, OrganizationEntity } from '../identity/index.ts';
import { CustomerEntity } from './customer.entity.ts';

/** NAME: name and status only. FULL: all of it, contact data masked. */
export const ACCESS_LEVELS = ['NAME', 'FULL'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/**
 * Who may know a customer, and how much: the only thing that scopes a customer. Bindings write the
 * level; the organization keeps its own account manager and tags here.
 */
export const CustomerAccessEntity = defineEntity({
  name: 'CustomerAccess',
  tableName: 'customer_access',
  properties: {
    customerId: () =>
      p
        .manyToOne(CustomerEntity)
        .mapToPk()
        .primary()
        .joinColumn('customer_id')
        .deleteRule('cascade'),
    orgId: () => p.manyToOne(OrganizationEntity).mapToPk().primary().joinColumn('org_id'),
    level: word(ACCESS_LEVELS),
    /** Since when the organization has this level. */
    since: instant(),
    /** When access ended; null while it lasts. */
    until: instant().nullable(),
    accountManagerId: () =>
      p.manyToOne(MembershipEntity).mapToPk().joinColumn('account_manager_id').nullable(),
    tags: p.array().columnType('text[]').default([]),
  },
  indexes: [
    { name: 'customer_access_of_org', properties: ['orgId', 'customerId'] },
    { name: 'customer_access_of_manager', properties: ['accountManagerId', 'customerId'] },
  ],
  ...tenantTable(['org_id', 'customer_id']),
});
export type CustomerAccess = InferEntity<typeof CustomerAccessEntity>;
