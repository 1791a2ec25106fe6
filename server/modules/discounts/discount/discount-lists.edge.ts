import { extend, relation } from '../../../platform/read/declare.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { exclusiveDiscount } from './discount.read.ts';

/** Discounts of a customer and of a product in the viewer's scope. */
export const discountLists = [
  extend(customer, {
    relations: {
      exclusiveDiscounts: relation.page(
        () => exclusiveDiscount,
        'customerId',
        'Exclusive discounts (专属优惠) for this customer.',
      ),
    },
  }),
  extend(product, {
    relations: {
      exclusiveDiscounts: relation.page(
        () => exclusiveDiscount,
        'productId',
        'Exclusive discounts (专属优惠) on this product.',
      ),
    },
  }),
];
