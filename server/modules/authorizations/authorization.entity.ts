import { among, p } from '../../platform/db/columns.ts';
import { ALL, assignedTo, type PartiesOf } from '../../platform/db/parties.ts';
import { sql } from '../../platform/sql/sql.ts';
import { ProductEntity } from '../catalog/index.ts';
import { CustomerEntity } from '../customers/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { PartnerEntity, viewerInProgramme } from '../partners/index.ts';

/** Both parties see it; a customer never does, because customers must not see share ratios (domain §2). */
export const agreementParties = {
  partner: 'partnerId',
  rep: assignedTo('customerId', { orNone: true }),
  seller: 'sellerId',
  operator: ALL,
} as const satisfies PartiesOf<Record<'partnerId' | 'sellerId' | 'customerId', unknown>>;

/** A row that names no partner is for every partner of the programme. */
export const openParties = {
  ...agreementParties,
  partner: {
    column: 'partnerId',
    also: (d) => sql`${d.partnerId} is null and ${viewerInProgramme}`,
  },
} as const satisfies PartiesOf<Record<'partnerId' | 'sellerId' | 'customerId', unknown>>;

export const END_REASONS = ['CUSTOMER_UNBOUND'] as const;

/** Columns of every authorization, for each sale model. Rates are decimals from 0 to 1. */
export const authorizationColumns = () => ({
  ...p.record(),
  sellerId: () => p.ref(OrganizationEntity),
  productId: () => p.ref(ProductEntity),
  customerId: () => customerColumn(),
  /** Copied, because a seller may not see the customer. */
  productName: p.text(),
  customerName: p.text().nullable(),
  searchKey: p.text(),
  /** Lowest share of the list price that the partner may grant without a special request. */
  floorPayRate: p.rate(),
  shareRatio: p.rate(),
  /** Largest share ratio of the product when the terms were set. */
  maxShareRatio: p.rate(),
  validFrom: p.instant(),
  validUntil: p.instant(),
  /** Version number of the terms in force; each change raises it. 0 before the first terms. */
  termsVersion: p.integer(),
  revokedAt: p.instant().nullable(),
  revokeReason: p.text().nullable(),
  /** Time and reason of an end that is neither a revocation nor the end of the validity. */
  endedAt: p.instant().nullable(),
  endReason: p.word(END_REASONS).nullable(),
  version: p.version(),
});

/**
 * Null means all customers. The foreign key blocks the deletion of a customer, because `set null` would turn
 * the row into one for all customers.
 */
export const customerColumn = () => p.ref(CustomerEntity).nullable().deleteRule('no action');

export const partnerColumn = () => p.ref(PartnerEntity).deleteRule('no action');

/** Checks of the common columns, for a table and the column of its floor pay rate. */
export const authorizationChecks = (table: string) => [
  { name: `${table}_rate`, expression: 'floor_pay_rate > 0 and floor_pay_rate <= 1' },
  {
    name: `${table}_share`,
    expression: 'share_ratio > 0 and share_ratio <= max_share_ratio and max_share_ratio <= 1',
  },
  { name: `${table}_period`, expression: 'valid_from < valid_until' },
  {
    name: `${table}_revoked`,
    expression: `(status = 'REVOKED') = (revoked_at is not null)`,
  },
  {
    name: `${table}_ended`,
    expression: `(ended_at is null) = (end_reason is null) and (ended_at is null or (customer_id is not null and ${among('status', ['EXPIRED', 'WITHDRAWN'])}))`,
  },
];

/** Columns that reports of the authorizations in force read from the index of the partners alone. */
export const REPORTED = [
  'status',
  'sellerId',
  'productId',
  'customerId',
  'validFrom',
  'validUntil',
  'revokedAt',
  'endedAt',
] as const;

/** Key column with a constant in place of null, because nulls never conflict in an exclusion constraint. */
const key = (column: string): string =>
  `coalesce(${column}, '00000000-0000-0000-0000-000000000000'::uuid) with =`;

/**
 * At most one granted row per key and instant. Commands lock the key before they reach the constraint.
 */
export const slot = (table: string, states: readonly string[]) => ({
  name: `${table}_slot`,
  expression: `exclude using gist (product_id with =, ${key('partner_id')}, ${key('customer_id')}, tstzrange(valid_from, valid_until) with &&) where (${among('status', states)})`,
});
