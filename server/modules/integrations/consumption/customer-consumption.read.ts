import { computed } from '../../../platform/read/computed.ts';
import { extend, type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { customer, toCustomer } from '../../customers/index.ts';
import { partner } from '../../partners/index.ts';
import { CustomerConsumptionEntity } from './customer-consumption.entity.ts';
import { CustomerConsumptionType } from './customer-consumption.type.ts';

export const customerConsumption: Reads<typeof CustomerConsumptionEntity> = reads(
  CustomerConsumptionType,
  CustomerConsumptionEntity,
  {
    id: 'ccn',
    fields: {
      official: computed.money('officialMinor'),
      discount: computed.money('discountMinor'),
      payable: computed.money('payableMinor'),
      cash: computed.money('cashMinor'),
      credit: computed.money('creditMinor'),
      coupon: computed.money('couponMinor'),
      cashCoupon: computed.money('cashCouponMinor'),
      storedValue: computed.money('storedValueMinor'),
      debt: computed.money('debtMinor'),
      writeOff: computed.money('writeOffMinor'),
    },
    relations: {
      customer: toCustomer,
      partner: relation.one(() => partner, 'partnerId', 'Partner whose account has the charges.', {
        nullable: false,
      }),
    },
    filters: {
      month: filter.values('month', () => [String], 'Months to include, for example 2026-03.'),
      customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
      partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    },
    measures: {
      payable: measure.sum('payableMinor', 'Sum of the amounts to pay.'),
      cash: measure.sum('cashMinor', 'Sum paid in cash.'),
      debt: measure.sum('debtMinor', 'Sum that is not paid yet.'),
    },
    orders: { MONTH: ['month', 'id'] },
    roots: {
      customerConsumption: { one: 'Consumption of a customer in a month.' },
      customerConsumptions: {
        page: "Consumption of customers in the viewer's scope, latest month first (客户消费).",
      },
    },
  },
);

export const customerConsumptionEdge = extend(customer, {
  relations: {
    consumption: relation.page(
      () => customerConsumption,
      'customerId',
      'Consumption of the customer by month, latest first (消费).',
    ),
  },
});
