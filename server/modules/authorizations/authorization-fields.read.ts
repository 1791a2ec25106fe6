import { NOW } from '../../platform/db/tenancy.ts';
import { of, one, type PropertyField, page, type Searchable } from '../../platform/read/declare.ts';
import { holds, idsOf, range, search, valuesIn } from '../../platform/read/filters.ts';
import { rateOf } from '../../platform/read/money-field.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { raw, type Sql, sql } from '../../platform/sql/sql.ts';
import { product } from '../catalog/index.ts';
import { activity, customer } from '../customers/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { AuthorizationLevelEnum } from './authorization.type.ts';

/** Level of a row; `partnerId` is null in product-level rows only. */
export const levelOf = (d: Columns<'customerId' | 'partnerId'>): Sql =>
  sql`case when ${d.customerId} is not null then 'CUSTOMER' when ${d.partnerId} is not null then 'PARTNER' else 'PRODUCT' end`;

export const rateFields = <N extends string>(
  ...names: readonly N[]
): Readonly<Record<string, PropertyField<N>>> =>
  Object.fromEntries(names.map((name) => [name, of(name, rateOf)]));

export const commonRelations = {
  product: one(() => product, 'productId', 'Product.'),
  seller: one(() => organization, 'sellerId', 'Seller of the product.', { nullable: false }),
  partner: one(
    () => partner,
    'partnerId',
    'Partner; null if the authorization is for all partners.',
  ),
  customer: one(
    () => customer,
    'customerId',
    'Customer; null if the authorization is for all customers or the viewer may see the name only.',
  ),
  activities: page(
    () => activity,
    'subjectId',
    'History of the authorization, as far as the viewer may see it (动态).',
  ),
};

const inForce = (d: Columns<'status' | 'validFrom' | 'validUntil'>): Sql =>
  sql`${d.status} in ('SCHEDULED', 'ACTIVE') and ${d.validFrom} <= ${raw(NOW)} and ${d.validUntil} > ${raw(NOW)}`;

export const commonFilters = {
  search: search(
    'searchKey',
    'Text that the product, partner or customer must contain; matches pinyin and initials, too.',
  ),
  inForce: holds(inForce, 'Whether the authorization is in force now.'),
  level: valuesIn(
    () => [AuthorizationLevelEnum],
    'Levels to include.',
    (d, values) => sql`${levelOf(d)} = any(${values}::text[])`,
  ),
  productId: idsOf('productId', () => product, 'Products to include.'),
  sellerId: idsOf('sellerId', () => organization, 'Sellers to include.'),
  partnerId: idsOf('partnerId', () => partner, 'Partners to include.'),
  customerId: idsOf('customerId', () => customer, 'Customers to include.'),
  startsWithin: range('validFrom', 'Range in which the validity starts.'),
  endsWithin: range('validUntil', 'Range in which the validity ends.'),
};

export const AUTHORIZATION_SEARCHABLE: Searchable<never> = {
  title: 'productName',
  note: ['partnerName', 'customerName'],
  newest: 1_000,
};
