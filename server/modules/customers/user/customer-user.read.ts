import { extend, reads, relation } from '../../../platform/read/declare.ts';
import { customer } from '../customer/customer.read.ts';
import { CustomerUserEntity } from './customer-user.entity.ts';
import { CustomerUserType } from './customer-user.type.ts';

export const customerUser = reads(CustomerUserType, CustomerUserEntity, {
  id: 'cuu',
  orders: { EXTERNAL_ID: ['externalId', 'id'] },
  direction: 'ASC',
});

export const customerUserEdge = extend(customer, {
  relations: {
    users: relation.page(
      () => customerUser,
      'customerId',
      'Users of the customer that the marketplace knows; none at access level NAME (客户用户).',
    ),
  },
});
