import { p } from '@mikro-orm/core';
import { among, base, instant, rate, version, word } from '../../platform/db/columns.ts';
import { tenantTable } from '../../platform/db/tenancy.ts';
import { ProductEntity } from '../catalog/index.ts';
import { CustomerEntity } from '../customers/index.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { IN_PROGRAMME, PartnerEntity } from '../partners/index.ts';

/** Both sides of the agreement see it; a customer never does: a buyer must not see share ratios (domain §2). */
const PARTIES = ['partner_id', 'seller_id'];

/** What a product-level row says is for every partner of the programme. */
export const openToProgramme = tenantTable(PARTIES, `partner_id is null and ${IN_PROGRAMME}`);
export const ofParties = tenantTable(PARTIES);

export const END_REASONS = ['CUSTOMER_UNBOUND'] as const;

/** Columns that every authorization has, whatever the product's sale model. Rates are decimals from 0 to 1. */
export const authorizationColumns = () => ({
  ...base(),
  sellerId: () => p.manyToOne(OrganizationEntity).mapToPk().joinColumn('seller_id'),
  productId: () => p.manyToOne(ProductEntity).mapToPk().joinColumn('product_id'),
  customerId: () => customerColumn(),
  /** Copied, because the seller knows no customer. */
  productName: p.text(),
  customerName: p.text().nullable(),
  searchKey: p.text(),
  shareRatio: rate(),
  /** The product's largest share when the terms were set. */
  maxShareRatio: rate(),
  validFrom: instant(),
  validUntil: instant(),
  /** Number of the terms in force, raised by each change of them; 0 before the first. */
  termsVersion: p.integer(),
  revokedAt: instant().nullable(),
  revokeReason: p.text().nullable(),
  /** When and why it ended without anybody's decision, other than by its period. */
  endedAt: instant().nullable(),
  endReason: word(END_REASONS).nullable(),
  version: version(),
});

/** Empty for all customers. A customer that went must not make a row of its own one for everybody. */
export const customerColumn = () =>
  p
    .manyToOne(CustomerEntity)
    .mapToPk()
    .joinColumn('customer_id')
    .nullable()
    .deleteRule('no action');

export const partnerColumn = () =>
  p.manyToOne(PartnerEntity).mapToPk().joinColumn('partner_id').deleteRule('no action');

/** Checks of the common columns, for a table and the column of its lowest pay rate. */
export const authorizationChecks = (table: string, payRate: string) => [
  { name: `${table}_rate`, expression: `${payRate} > 0 and ${payRate} <= 1` },
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

/** Nobody's key column: a null must be equal to another null in an exclusion constraint. */
const key = (column: string): string =>
  `coalesce(${column}, '00000000-0000-0000-0000-000000000000'::uuid) with =`;

/** One granted row for each key and instant. Commands take the key's lock before they meet it (reliability §5.3). */
export const slot = (table: string, states: readonly string[]) => ({
  name: `${table}_slot`,
  expression: `exclude using gist (product_id with =, ${key('partner_id')}, ${key('customer_id')}, tstzrange(valid_from, valid_until) with &&) where (${among('status', states)})`,
});

export const searchIndex = (table: string) => ({
  name: `${table}_search`,
  expression: `create index ${table}_search on ${table} using gin (search_key gin_trgm_ops)`,
});
