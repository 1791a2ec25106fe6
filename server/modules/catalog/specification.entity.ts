import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { ProductEntity, SALE_STATES, VAT_CLASSES } from './product.entity.ts';

export const CHARGE_PERIODS = ['MONTH', 'YEAR', 'ONE_OFF', 'ON_DEMAND'] as const;

/** Orderable form of a product (规格) with its list price. */
export const SpecificationEntity = aggregate({
  name: 'Specification',
  parties: partOf(ProductEntity, { id: 'productId' }),
  properties: {
    ...p.record(),
    productId: () => p.ref(ProductEntity),
    sellerId: () => p.ref(OrganizationEntity),
    code: p.text(),
    /** Code of the specification in the upstream system; by it a reported order finds the specification. */
    skuCode: p.text().nullable(),
    name: p.text(),
    /** For one charge period, including tax. */
    listPriceMinor: p.bigint('bigint'),
    currency: p.currency(),
    period: p.word(CHARGE_PERIODS),
    /** Time from which the list price holds. */
    pricedAt: p.instant(),
    /** Follows from the product type and the charge period. */
    vatClass: p.word(VAT_CLASSES),
    status: p.word(SALE_STATES),
    delistedAt: p.instant().nullable(),
    position: p.integer(),
    version: p.version(),
  },
  checks: [
    { name: 'specification_price', expression: 'list_price_minor > 0' },
    {
      name: 'specification_delisted',
      expression: `(status = 'DELISTED') = (delisted_at is not null)`,
    },
  ],
  uniques: [
    { name: 'specification_code', properties: ['productId', 'code'] },
    { name: 'specification_sku_code', properties: ['skuCode'] },
  ],
  indexes: [
    { name: 'specification_of_product', properties: ['productId', 'position', 'id'] },
    { name: 'specification_by_code', properties: ['code'] },
    { name: 'specification_newest', properties: ['createdAt', 'id'] },
    { name: 'specification_of_seller', properties: ['sellerId', 'createdAt', 'id'] },
    { name: 'specification_changed', properties: ['updatedAt', 'id'] },
    { name: 'specification_changed_of_seller', properties: ['sellerId', 'updatedAt', 'id'] },
  ],
});
export type Specification = InferEntity<typeof SpecificationEntity>;
