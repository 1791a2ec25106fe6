import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity } from '../identity/index.ts';

export const PARTNER_TIERS = ['SOLUTION_PROVIDER', 'DISTRIBUTOR', 'SUB_DISTRIBUTOR'] as const;
export type PartnerTier = (typeof PARTNER_TIERS)[number];

export const PARTNER_STATES = ['ENROLLED', 'CERTIFIED'] as const;

/**
 * Membership of an organization in the CSP programme (domain §1). The row has the organization's id and
 * exists from the day of joining.
 */
export const PartnerEntity = aggregate({
  name: 'Partner',
  parties: {
    // A distributor knows its sub-distributors.
    partner: { column: 'id', also: (d, me) => sql`${d.parentId} = ${me.tenantId}` },
    rep: ALL,
    // Sellers and customers see the partners of the programme.
    seller: ALL,
    customer: ALL,
    link: ALL,
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.record(),
    id: () =>
      p.manyToOne(OrganizationEntity).mapToPk().primary().joinColumn('id').deleteRule('no action'),
    /** Copied from the organization: a sub-distributor may read its distributor's name, but not its row. */
    name: p.text(),
    parentName: p.text().nullable(),
    searchKey: p.text(),
    tier: p.word(PARTNER_TIERS),
    parentId: () => p.ref(OrganizationEntity).nullable().deleteRule('no action'),
    status: p.word(PARTNER_STATES),
    joinedAt: p.instant(),
    certifiedAt: p.instant().nullable(),
    /** Time of the suspension of the organization; null while it is active. */
    suspendedAt: p.instant().nullable(),
    /** For the ordering: partners that are not certified come last. */
    certifiedAtOrNever: p.orNever('certified_at'),
    version: p.version(),
  },
  checks: [
    {
      name: 'partner_parent_by_tier',
      expression: `(tier = 'SUB_DISTRIBUTOR') = (parent_id is not null)`,
    },
    { name: 'partner_not_its_own_parent', expression: 'parent_id <> id' },
    {
      name: 'partner_certified',
      expression: `(status = 'CERTIFIED') = (certified_at is not null)`,
    },
  ],
  indexes: [
    { name: 'partner_newest', properties: ['createdAt', 'id'] },
    { name: 'partner_by_certification', properties: ['certifiedAtOrNever', 'id'] },
    { name: 'partner_by_name', properties: ['name', 'id'] },
    { name: 'partner_changed', properties: ['updatedAt', 'id'] },
    { name: 'partner_of_parent', properties: ['parentId', 'createdAt', 'id'] },
  ],
});
export type Partner = InferEntity<typeof PartnerEntity>;
