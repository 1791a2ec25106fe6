import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, version, word } from '../../../platform/db/columns.ts';
import { SIDE, TENANT, tenantTable } from '../../../platform/db/tenancy.ts';

/** Kinds of organizations; a buyer's company is a customer, not an organization. */
export const ORGANIZATION_KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** A suspended organization keeps its data; nobody acts for it. */
export const ORGANIZATION_STATES = ['ACTIVE', 'SUSPENDED'] as const;

/** A company that works in the portal: a customer service provider, a seller or the marketplace itself. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    ...base(),
    kind: word(ORGANIZATION_KINDS),
    name: p.text(),
    nameEn: p.text().nullable(),
    /** Short unique code people use for it, upper case: `ACME`. */
    code: p.text(),
    status: word(ORGANIZATION_STATES).default('ACTIVE'),
    version: version(),
  },
  uniques: [{ name: 'organization_code', properties: ['code'] }],
  indexes: [
    { name: 'organization_newest', properties: ['createdAt', 'id'] },
    { name: 'organization_by_name', properties: ['name', 'id'] },
  ],
  // Sellers and the marketplace are named in the public catalog; sellers and buyers know their partners by name.
  ...tenantTable(
    ['id'],
    `${TENANT} is not null and (kind in ('SELLER', 'OPERATOR') or ${SIDE} in ('seller', 'customer'))`,
  ),
});
export type Organization = InferEntity<typeof OrganizationEntity>;
