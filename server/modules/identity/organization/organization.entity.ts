import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, version, word } from '../../../platform/db/columns.ts';
import { SIDE, TENANT, tenantTable } from '../../../platform/db/tenancy.ts';

/** Kinds of organizations; the company of a customer is not an organization. */
export const ORGANIZATION_KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** A suspended organization keeps its data, but nobody can act for it. */
export const ORGANIZATION_STATES = ['ACTIVE', 'SUSPENDED'] as const;

/** Company that works in the portal: a customer service provider, a seller or the marketplace itself. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    ...base(),
    kind: word(ORGANIZATION_KINDS),
    name: p.text(),
    nameEn: p.text().nullable(),
    /** Short unique code in upper case, for example `ACME`. */
    code: p.text(),
    status: word(ORGANIZATION_STATES).default('ACTIVE'),
    version: version(),
  },
  uniques: [{ name: 'organization_code', properties: ['code'] }],
  indexes: [
    { name: 'organization_newest', properties: ['createdAt', 'id'] },
    { name: 'organization_by_name', properties: ['name', 'id'] },
  ],
  // The public catalog names sellers and the marketplace; sellers and customers see partners by name.
  ...tenantTable(
    ['id'],
    `${TENANT} is not null and (kind in ('SELLER', 'OPERATOR') or ${SIDE} in ('seller', 'customer'))`,
  ),
});
export type Organization = InferEntity<typeof OrganizationEntity>;
