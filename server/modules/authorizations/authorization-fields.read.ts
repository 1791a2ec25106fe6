import { NOW } from '../../platform/db/tenancy.ts';
import { of, one, type PropertyField, page, type Searchable } from '../../platform/read/declare.ts';
import { holds, idsOf, range, search, valuesIn } from '../../platform/read/filters.ts';
import { rateOf } from '../../platform/read/money-field.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { raw, type Sql, sql, type ViewerRef } from '../../platform/sql/sql.ts';
import { product } from '../catalog/index.ts';
import { activity, assigned, customer } from '../customers/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { AuthorizationLevelEnum } from './authorization.type.ts';

/** For whom a row is; `partnerId` is null in product-level rows only. */
export const levelOf = (d: Columns<'customerId' | 'partnerId'>): Sql =>
  sql`case when ${d.customerId} is not null then 'CUSTOMER' when ${d.partnerId} is not null then 'PARTNER' else 'PRODUCT' end`;

/** A rep knows the rows that are for all customers, and those for its own. */
export const ownCustomers = (d: Columns<'customerId'>, v: ViewerRef): Sql =>
  sql`(${d.customerId} is null or ${assigned(d.customerId, v)})`;

export const rateFields = <N extends string>(
  ...names: readonly N[]
): Readonly<Record<string, PropertyField<N>>> =>
  Object.fromEntries(names.map((name) => [name, of(name, rateOf)]));

export const commonRelations = {
  product: one(() => product, 'productId', 'The product.'),
  seller: one(() => organization, 'sellerId', 'The seller of the product.', { nullable: false }),
  partner: one(() => partner, 'partnerId', 'The partner; null when it is for all partners.'),
  customer: one(
    () => customer,
    'customerId',
    'The customer; null when it is for all, or the viewer knows its name only.',
  ),
  activities: page(
    () => activity,
    'subjectId',
    'What happened to it, as far as the viewer may know (动态).',
  ),
};

const inForce = (d: Columns<'status' | 'validFrom' | 'validUntil'>): Sql =>
  sql`${d.status} in ('SCHEDULED', 'ACTIVE') and ${d.validFrom} <= ${raw(NOW)} and ${d.validUntil} > ${raw(NOW)}`;

export const commonFilters = {
  search: search(
    'searchKey',
    'Product, partner or customer contain this; also in pinyin or initials.',
  ),
  inForce: holds(inForce, 'In force now.'),
  level: valuesIn(
    () => [AuthorizationLevelEnum],
    'Of any of these levels.',
    (d, values) => sql`${levelOf(d)} = any(${values}::text[])`,
  ),
  productId: idsOf('productId', () => product, 'On any of these products.'),
  sellerId: idsOf('sellerId', () => organization, 'From any of these sellers.'),
  partnerId: idsOf('partnerId', () => partner, 'For any of these partners.'),
  customerId: idsOf('customerId', () => customer, 'For any of these customers.'),
  startsWithin: range('validFrom', 'Starts within this range.'),
  endsWithin: range('validUntil', 'Ends within this range.'),
};

export const AUTHORIZATION_SEARCHABLE: Searchable<never> = {
  title: 'productName',
  note: ['partnerName', 'customerName'],
  newest: 1_000,
};
