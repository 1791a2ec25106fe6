import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { sql } from '../../../platform/sql/sql.ts';

/** Kinds of organizations; the company of a customer is not an organization. */
export const ORGANIZATION_KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** A suspended organization keeps its data, but nobody can act for it. */
export const ORGANIZATION_STATES = ['ACTIVE', 'SUSPENDED'] as const;

/** Company that works in the portal: a customer service provider, a seller or the marketplace itself. */
export const OrganizationEntity = aggregate({
  name: 'Organization',
  parties: {
    // Sellers and the marketplace are named in the public catalog.
    partner: {
      column: 'id',
      also: (d, me) => sql`${me.tenantId} is not null and ${d.kind} in ('SELLER', 'OPERATOR')`,
    },
    rep: ALL,
    // Sellers and customers see partners by name.
    seller: { column: 'id', also: ALL },
    customer: ALL,
    link: ALL,
    operator: { column: 'id', also: ALL },
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    kind: p.word(ORGANIZATION_KINDS),
    name: p.text(),
    nameEn: p.text().nullable(),
    /** Short unique code in upper case, for example `ACME`. */
    code: p.text(),
    status: p.word(ORGANIZATION_STATES).default('ACTIVE'),
    version: p.version(),
  },
  uniques: [{ name: 'organization_code', properties: ['code'] }],
  indexes: [
    { name: 'organization_newest', properties: ['createdAt', 'id'] },
    { name: 'organization_by_name', properties: ['name', 'id'] },
    { name: 'organization_changed', properties: ['updatedAt', 'id'] },
  ],
});
export type Organization = InferEntity<typeof OrganizationEntity>;
