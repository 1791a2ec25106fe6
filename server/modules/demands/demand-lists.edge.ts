import { extend, relation } from '../../platform/read/declare.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { customerDemand } from './demand/demand.read.ts';

/** Demands of a customer and on a product in the viewer's scope. */
export const demandLists = [
  extend(customer, {
    relations: {
      customerDemands: relation.page(
        () => customerDemand,
        'customerId',
        'Customer demands (客户需求) of this customer.',
      ),
    },
  }),
  extend(product, {
    relations: {
      customerDemands: relation.page(
        () => customerDemand,
        'productId',
        'Customer demands (客户需求) on this product.',
      ),
    },
  }),
];
