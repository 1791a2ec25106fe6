import { extend, type Reads, relation } from '../../platform/read/declare.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { partner } from '../partners/index.ts';
import { cspAuthorization } from './csp/csp-authorization.read.ts';
import { jointSalesAuthorization } from './joint-sales/joint-sales-authorization.read.ts';

const lists = (on: Reads, column: 'partnerId' | 'customerId' | 'productId', whom: string) =>
  extend(on, {
    relations: {
      cspAuthorizations: relation.page(
        () => cspAuthorization,
        column,
        `CSP authorizations (客户服务商授权) ${whom}.`,
      ),
      jointSalesAuthorizations: relation.page(
        () => jointSalesAuthorization,
        column,
        `Joint-sales authorizations (联合销售授权) ${whom}.`,
      ),
    },
  });

/** Authorizations of a partner, a customer and a product in the viewer's scope. */
export const authorizationLists = [
  lists(partner, 'partnerId', 'for this partner; `Product` lists those for all partners'),
  lists(customer, 'customerId', 'for this customer only'),
  lists(product, 'productId', 'on this product'),
];
