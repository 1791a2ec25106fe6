import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { productParties } from './product-parties.ts';
import {
  ALLOWED_TEMPLATES,
  MOST_DELIVERY_DAYS,
  PRODUCT_TYPES,
  SUPERVISION_TEMPLATES,
} from './product-types.ts';
import { SupportGroupEntity } from './support-group.entity.ts';

export const SALE_MODELS = ['COMMON', 'JOINT_OPERATION', 'HUAWEI'] as const;

export const SALE_STATES = ['ON_SALE', 'DELISTED'] as const;
export const VAT_CLASSES = ['SOFTWARE', 'HARDWARE', 'SERVICE'] as const;

/** Product that a seller offers in the marketplace. Rates are decimals from 0 to 1. */
export const ProductEntity = aggregate({
  name: 'Product',
  searched: 'searchKey',
  parties: { ...productParties, reporting: ALL },
  properties: {
    ...p.record(),
    sellerId: () => p.ref(OrganizationEntity),
    name: p.text(),
    searchKey: p.text(),
    saleModel: p.word(SALE_MODELS),
    productType: p.word(PRODUCT_TYPES),
    status: p.word(SALE_STATES),
    /** Largest and usual share of the CSP in a joint sale (domain §1, share ratio). */
    maxShareRatio: p.rate(),
    standardShareRatio: p.rate(),
    /** Lowest share of the list price that a partner may grant without a special commercial request. */
    floorPayRate: p.rate(),
    /** Service-flow template; null where nothing is supervised. */
    supervisionTemplate: p.word(SUPERVISION_TEMPLATES).nullable(),
    /** Promised delivery period in natural days (domain §1, average delivery time); only with a template. */
    averageDeliveryDays: p.integer().nullable(),
    /** Page of the seller to which a consulting product leads. */
    leadUrl: p.text().nullable(),
    /** Contact for support after the sale; null until the seller names one. */
    supportGroupId: () => p.ref(SupportGroupEntity).nullable().deleteRule('no action'),
    delistedAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    { name: 'product_floor', expression: 'floor_pay_rate > 0 and floor_pay_rate <= 1' },
    {
      name: 'product_shares',
      expression:
        '0 <= standard_share_ratio and standard_share_ratio <= max_share_ratio and max_share_ratio <= 1',
    },
    {
      name: 'product_template',
      expression: `(product_type, coalesce(supervision_template, '')) in (${ALLOWED_TEMPLATES})`,
    },
    {
      name: 'product_delivery',
      expression: `(supervision_template is null) = (average_delivery_days is null) and coalesce(average_delivery_days, 1) between 1 and ${MOST_DELIVERY_DAYS}`,
    },
    { name: 'product_lead', expression: `lead_url is null or product_type = 'CONSULTING'` },
    { name: 'product_delisted', expression: `(status = 'DELISTED') = (delisted_at is not null)` },
  ],
  uniques: [{ name: 'product_seller_name', properties: ['sellerId', 'name'] }],
  indexes: [
    { name: 'product_newest', properties: ['createdAt', 'id'] },
    { name: 'product_by_name', properties: ['name', 'id'] },
    { name: 'product_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    { name: 'product_of_support_group', properties: ['supportGroupId'] },
    { name: 'product_changed', properties: ['updatedAt', 'id'] },
    { name: 'product_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
    { name: 'product_of_seller_by_name', properties: ['sellerId', 'name', 'id'] },
  ],
});
export type Product = InferEntity<typeof ProductEntity>;
