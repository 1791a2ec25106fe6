/**
 * Catalog: products and specifications of sellers, with list prices, share ratios and floors, and the support groups and
 * taxpayer types of the sellers. The module lists, revises, reprices and delists products. It computes no price:
 * discounts, orders and bills are later modules and copy the values that they must keep.
 */

import type { DomainModule } from '../../platform/domain.ts';
import { catalogPolicies } from './catalog.policies.ts';
import { productCommands } from './product.commands.ts';
import { ProductEntity } from './product.entity.ts';
import { productLife } from './product.life.ts';
import { product, specification, supportGroup } from './product.read.ts';
import { productTypeRulesRoot } from './product-type-rule.read.ts';
import { sellerTaxpayerCommands } from './seller-taxpayer.commands.ts';
import { sellerTaxpayerEdge } from './seller-taxpayer.edge.ts';
import { SellerTaxpayerEntity } from './seller-taxpayer.entity.ts';
import { specificationCommands, specificationLife } from './specification.commands.ts';
import { SpecificationEntity } from './specification.entity.ts';
import { supportGroupCommands } from './support-group.commands.ts';
import { SupportGroupEntity } from './support-group.entity.ts';

export { amountInput, correctionInput, priceInput, rateInput } from './decimal-inputs.ts';
export { type Product, ProductEntity } from './product.entity.ts';
export { productLife } from './product.life.ts';
export { product, productDelisted, specification } from './product.read.ts';
export { ProductTypeEnum, SupervisionTemplateEnum } from './product.type.ts';
export {
  PRODUCT_TYPES,
  type ProductType,
  SUPERVISION_TEMPLATES,
  type SupervisionTemplate,
} from './product-types.ts';
export { sellerTaxpayerType } from './seller-taxpayer.read.ts';
export { mustBeSold } from './sold.ts';
export { specificationLife } from './specification.commands.ts';
export { type Specification, SpecificationEntity } from './specification.entity.ts';
export { ChargePeriodEnum } from './specification.type.ts';
export { SOFTWARE_TYPES, type VatClass, vatClassOf } from './vat-class.ts';

export const catalog: DomainModule = {
  name: 'catalog',
  policies: catalogPolicies,
  entities: [SupportGroupEntity, ProductEntity, SpecificationEntity, SellerTaxpayerEntity],
  reads: [product, specification, supportGroup],
  valueRoots: [productTypeRulesRoot],
  lifeCycles: [productLife, specificationLife],
  commands: [
    ...productCommands,
    ...specificationCommands,
    ...supportGroupCommands,
    ...sellerTaxpayerCommands,
  ],
  readEdges: [sellerTaxpayerEdge],
};
