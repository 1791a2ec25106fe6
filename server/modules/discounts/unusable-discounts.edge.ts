import type { ReactionEdge } from '../../platform/command/types.ts';
import { bindingLife, type PartnerBinding } from '../bindings/index.ts';
import {
  type Product,
  productLife,
  type Specification,
  specificationLife,
} from '../catalog/index.ts';
import { makeUnusable } from './unusable-discounts.write.ts';

/**
 * Events of other modules that end a discount or one of its lines (domain §4.4): delisting, and the end of
 * the customer's binding.
 */
export const unusableDiscountEdges: readonly ReactionEdge[] = [
  {
    on: productLife,
    events: ['delist'],
    react: (tx, row: Product) =>
      makeUnusable(tx, { productId: row.id }, 'delist', 'PRODUCT_DELISTED'),
  },
  {
    on: specificationLife,
    events: ['delist'],
    react: (tx, row: Specification) =>
      makeUnusable(tx, { specificationId: row.id }, 'delist', 'SPECIFICATION_DELISTED'),
  },
  {
    on: bindingLife,
    events: ['approveUnbind', 'dissociate'],
    react: (tx, row: PartnerBinding) =>
      makeUnusable(
        tx,
        { partnerId: row.partnerId, customerId: row.customerId },
        'unbind',
        'CUSTOMER_UNBOUND',
      ),
  },
];
