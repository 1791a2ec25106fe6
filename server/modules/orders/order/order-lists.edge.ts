import { extend, relation } from '../../../platform/read/declare.ts';
import { customer } from '../../customers/index.ts';
import { privateOffer } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { partner } from '../../partners/index.ts';
import { refundRequest } from '../refund/refund-request.read.ts';
import { order, orderLine } from './order.read.ts';

/** Orders of a customer, a partner and a discount, and the requests to refund a line, in the viewer's scope. */
export const orderLists = [
  extend(orderLine, {
    relations: {
      refundRequests: relation.some(
        () => refundRequest,
        'orderLineId',
        'Requests to refund the line, oldest first (退订申请).',
        { orderBy: 'createdAt', max: 100 },
      ),
    },
  }),
  extend(customer, {
    relations: {
      orders: relation.page(() => order, 'customerId', 'Orders of the customer, newest first.'),
    },
  }),
  extend(partner, {
    relations: {
      orders: relation.page(
        () => order,
        'partnerId',
        'Orders attributed to the partner, newest first.',
      ),
    },
  }),
  extend(exclusiveDiscount, {
    relations: {
      orders: relation.page(
        () => order,
        'discountId',
        'Orders that used the discount, newest first (使用记录).',
      ),
    },
  }),
  extend(privateOffer, {
    relations: {
      orders: relation.page(
        () => order,
        'privateOfferId',
        'Orders that used the offer, newest first (使用记录).',
      ),
    },
  }),
];
