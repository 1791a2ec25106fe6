import { NOW } from '../../platform/db/tenancy.ts';
import { computed } from '../../platform/read/computed.ts';
import { relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { product } from '../catalog/index.ts';
import { activity, customer } from '../customers/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { AuthorizationLevelEnum } from './authorization.type.ts';
import { HOLDING_STATES } from './csp/csp-authorization.machine.ts';

/** Level of a row; `partnerId` is null in product-level rows only. */
export const levelOf = (d: Columns<'customerId' | 'partnerId'>): Sql =>
  sql`case when ${d.customerId} is not null then 'CUSTOMER' when ${d.partnerId} is not null then 'PARTNER' else 'PRODUCT' end`;

export const rateFields = <N extends string>(...names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, computed.rate(name)]));

export const commonRelations = {
  product: relation.one(() => product, 'productId', 'Product.'),
  seller: relation.one(() => organization, 'sellerId', 'Seller of the product.', {
    nullable: false,
  }),
  partner: relation.one(
    () => partner,
    'partnerId',
    'Partner; null if the authorization is for all partners.',
  ),
  customer: relation.one(
    () => customer,
    'customerId',
    'Customer; null if the authorization is for all customers or the viewer may see the name only.',
  ),
  activities: relation.page(
    () => activity,
    'subjectId',
    'History of the authorization, as far as the viewer may see it (动态).',
  ),
};

export const inForce = (d: Columns<'status' | 'validFrom' | 'validUntil'>): Sql =>
  sql`${d.status} in (${sql.words(HOLDING_STATES)}) and ${d.validFrom} <= ${sql.raw(NOW)} and ${d.validUntil} > ${sql.raw(NOW)}`;

/** Instant at which an authorization stopped or stops: its revocation, another early end, or the end of the validity. */
export const stopsAt = (d: Columns<'revokedAt' | 'endedAt' | 'validUntil'>): Sql =>
  sql`least(${d.validUntil}, coalesce(${d.revokedAt}, ${d.endedAt}, ${d.validUntil}))`;

export const commonFilters = {
  validWithin: filter.overlaps<'validFrom' | 'revokedAt' | 'endedAt' | 'validUntil'>(
    'validFrom',
    stopsAt,
    'Range that the time in force overlaps (期间有效).',
  ),
  search: filter.search(
    'searchKey',
    'Text that the product, partner or customer must contain; matches pinyin and initials, too.',
  ),
  isInForce: filter.holds(inForce, 'Whether the authorization is in force now.'),
  level: filter.values(
    (d, values) => sql`${levelOf(d)} = any(${values}::text[])`,
    () => [AuthorizationLevelEnum],
    'Levels to include.',
  ),
  productId: filter.ids('productId', () => product, 'Products to include.'),
  sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
  partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
  customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
  startsWithin: filter.range('validFrom', 'Range in which the validity starts.'),
  endsWithin: filter.range('validUntil', 'Range in which the validity ends.'),
};

export const AUTHORIZATION_SEARCHABLE = {
  title: 'productName',
  note: ['partnerName', 'customerName'],
  newest: 1_000,
};
