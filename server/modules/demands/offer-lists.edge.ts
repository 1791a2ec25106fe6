import { extend, relation } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { jointSalesAuthorization } from '../authorizations/index.ts';
import { product } from '../catalog/index.ts';
import { exclusiveDiscount } from '../discounts/index.ts';
import { customerDemand } from './demand/demand.read.ts';
import { privateOffer } from './offer/offer.read.ts';

/** The chain from a demand over its offer to authorization and discount, readable from each of them. */
export const offerLists = [
  extend(customerDemand, {
    relations: {
      privateOffer: relation.chosen(
        () => privateOffer,
        {
          among: (o, d) => sql`${o.demandId} = ${d.id}`,
          first: (o) => sql`${o.createdAt} desc, ${o.id} desc`,
        },
        'Latest private offer that answers the demand; null before it.',
      ),
    },
  }),
  extend(jointSalesAuthorization, {
    relations: {
      privateOffer: relation.chosen(
        () => privateOffer,
        {
          among: (o, d) => sql`${o.jointSalesAuthorizationId} = ${d.id}`,
          first: (o) => sql`${o.createdAt} desc, ${o.id} desc`,
        },
        'Private offer (商家专属优惠) with which it was granted; null if none.',
      ),
    },
  }),
  extend(exclusiveDiscount, {
    relations: {
      privateOffer: relation.chosen(
        () => privateOffer,
        {
          among: (o, d) => sql`${o.discountId} = ${d.id}`,
          first: (o) => sql`${o.createdAt} desc, ${o.id} desc`,
        },
        'Private offer (商家专属优惠) from which the partner drafted it; null if none, and for customers who are not listed.',
      ),
    },
  }),
  extend(product, {
    relations: {
      privateOffers: relation.page(
        () => privateOffer,
        'productId',
        'Private offers (商家专属优惠) on this product.',
      ),
    },
  }),
];
