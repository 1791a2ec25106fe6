import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { activity, customer, toCustomer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { order, orderLine, toAttributedPartner } from '../order/order.read.ts';
import { RefundRequestEntity } from './refund-request.entity.ts';
import { refundMachine } from './refund-request.machine.ts';
import { RefundRequestStatusEnum, RefundRequestType } from './refund-request.type.ts';

export const refundRequest = reads(RefundRequestType, RefundRequestEntity, {
  id: 'rfr',
  fields: {
    viewerActions: actions(refundMachine, RefundRequestEntity),
    amount: computed.money('amountMinor'),
  },
  relations: {
    order: relation.one(() => order, 'orderId', 'Order of the line.', { nullable: false }),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Line to refund.', {
      nullable: false,
    }),
    seller: relation.one(() => organization, 'sellerId', 'Seller that answers.', {
      nullable: false,
    }),
    partner: toAttributedPartner,
    customer: toCustomer,
    activities: relation.page(() => activity, 'subjectId', 'History of the request (动态).'),
  },
  filters: {
    status: filter.anyOf('status', RefundRequestStatusEnum, 'States to include.'),
    orderId: filter.ids('orderId', () => order, 'Orders to include.'),
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    createdWithin: filter.range('createdAt', 'Range of times of the request.'),
  },
  measures: { amount: measure.sum('amountMinor', 'Sum of the cash to refund.') },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    refundRequest: { one: 'One request for a refund.' },
    refundRequests: { page: "Requests for refunds in the viewer's scope, newest first." },
  },
});
