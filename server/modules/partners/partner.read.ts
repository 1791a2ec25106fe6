import { PublicError } from '../../platform/errors.ts';
import { attachment } from '../../platform/files/attachment.read.ts';
import { actions } from '../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { organization } from '../identity/index.ts';
import { PartnerEntity } from './partner.entity.ts';
import { partnerMachine } from './partner.machine.ts';
import {
  PartnerStatusEnum,
  PartnerTierEnum,
  PartnerType,
  TaxpayerProfileType,
} from './partner.type.ts';
import { TaxpayerProfileEntity } from './taxpayer-profile.entity.ts';

const profiled = (id: Sql, condition: Sql): Sql =>
  sql`exists (select 1 from ${sql.table(TaxpayerProfileEntity)} t where t.id = ${id} and ${condition})`;

const partnerActions = actions(partnerMachine, PartnerEntity, {
  withoutProfile: (d) => sql`not ${profiled(d.id, sql`true`)}`,
  withoutLicense: (d) => profiled(d.id, sql`t.business_license_id is null`),
  isRejected: (d) => profiled(d.id, sql`t.rejected_at is not null`),
});

/**
 * Whether an organization may not create exclusive discounts, because of its tier or because it is not in the
 * programme.
 */
export const tierMayNotCreate = (orgId: Sql): Sql =>
  sql`not exists (select 1 from partner m where m.id = ${orgId} and m.tier <> 'SUB_DISTRIBUTOR')`;

/** Whether a partner's tax and bank data are not certified, or have changed since. */
export const notCertified = (partnerId: Sql): Sql => sql`exists (
  select 1 from ${sql.table(PartnerEntity)} p where p.id = ${partnerId} and p.status <> 'CERTIFIED')`;

/** Whether a partner is suspended: it earns on no new sale and is not paid until its reinstatement. */
export const partnerSuspended = (partnerId: Sql): Sql => sql`exists (
  select 1 from ${sql.table(PartnerEntity)} p where p.id = ${partnerId} and p.suspended_at is not null)`;

/**
 * Returns the partner of a question: the viewer's organization, or the one that a seller or an operator
 * names. A distributor may not see the agreements of its sub-distributors: NOT_FOUND.
 */
export function partnerAsked({ side, tenantId }: Viewer, named: string | undefined): string {
  const own = side === 'partner' ? tenantId : undefined;
  const asked = named ?? own;
  if (asked === undefined) throw PublicError.badInput('Name the partner.');
  if (own !== undefined && asked !== own) throw PublicError.notFound();
  return asked;
}

/** Visible to the partner's owner and finance roles and to operators only. */
export const taxpayerProfile = reads(TaxpayerProfileType, TaxpayerProfileEntity, {
  id: 'txp',
  fields: { bankAccountMasked: (d) => sql`'**** ' || right(${d.bankAccount}, 4)` },
  relations: {
    businessLicense: relation.one(
      () => attachment,
      'businessLicenseId',
      'Business license (营业执照) that operations compare with the data; null if none was uploaded.',
    ),
  },
});

/**
 * A partner sees itself and its sub-distributors; sellers and customers see every partner of the programme.
 */
export const partner: Reads<typeof PartnerEntity> = reads(PartnerType, PartnerEntity, {
  id: 'ptn',
  fields: { viewerActions: partnerActions },
  relations: {
    organization: relation.one(
      () => organization,
      'id',
      'Organization of the partner; null if the viewer may see the name only.',
    ),
    parent: relation.one(
      () => partner,
      'parentId',
      'Distributor of a sub-distributor; null if none exists or the viewer may see the name only.',
    ),
    children: relation.page(() => partner, 'parentId', 'Sub-distributors of the partner.'),
    taxpayerProfile: relation.one(
      () => taxpayerProfile,
      'id',
      "Tax and bank data; visible to the partner's owner and finance roles and to operators only.",
    ),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the name, its pinyin or its initials must contain.',
    ),
    tier: filter.anyOf('tier', PartnerTierEnum, 'Tiers to include.'),
    status: filter.anyOf('status', PartnerStatusEnum, 'Any of these states.'),
    isSuspended: filter.holds(
      (d: Columns<'suspendedAt'>) => sql`${d.suspendedAt} is not null`,
      'Only suspended partners (true) or only active ones (false), which a customer can select.',
    ),
  },
  orders: {
    CREATED: ['createdAt', 'id'],
    NAME: ['name', 'id'],
    CERTIFIED: ['certifiedAtOrNever', 'id'],
  },
  searchable: { title: 'name', sides: ['operator'] },
  roots: {
    partner: { one: 'One partner.' },
    partners: { page: "Partners in the viewer's scope." },
  },
});
