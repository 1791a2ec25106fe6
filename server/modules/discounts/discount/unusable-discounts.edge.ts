import { bindingLife } from '../../bindings/index.ts';
import { productLife, specificationLife } from '../../catalog/index.ts';
import { partnerLife } from '../../partners/index.ts';
import { makeUnusable } from './unusable-discounts.write.ts';

/**
 * Events of other modules that end a discount or one of its lines (domain §4.4): delisting, and the end of the
 * customer's binding to the partner or, through a sub-distributor, to its distributor.
 */
export const unusableDiscountEdges = [
  productLife.on(['delist'], (tx, { id: productId }) =>
    makeUnusable(tx, { productId }, 'delist', 'PRODUCT_DELISTED'),
  ),
  specificationLife.on(['delist'], (tx, { id: specificationId }) =>
    makeUnusable(tx, { specificationId }, 'delist', 'SPECIFICATION_DELISTED'),
  ),
  bindingLife.on(['approveUnbind', 'dissociate'], (tx, { partnerId, customerId }) =>
    makeUnusable(tx, { partnerId, customerId }, 'unbind', 'CUSTOMER_UNBOUND'),
  ),
  partnerLife.on(['setTier'], (tx, { id: subDistributorId, parentId: distributorId = null }) =>
    makeUnusable(tx, { subDistributorId, distributorId }, 'unbind', 'CUSTOMER_UNBOUND'),
  ),
];
