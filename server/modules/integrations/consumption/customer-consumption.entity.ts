import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { PartnerEntity } from '../../partners/index.ts';

/** Consumption of a customer in a month: the sums of its charges in the accounts of a partner. */
export const CustomerConsumptionEntity = aggregate({
  name: 'CustomerConsumption',
  parties: { partner: 'partnerId', rep: assignedTo('customerId'), operator: ALL },
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    customerId: () => p.ref(CustomerEntity),
    /** `2026-03`, in Asia/Shanghai. */
    month: p.text(),
    currency: p.currency(),
    officialMinor: p.bigint('bigint'),
    discountMinor: p.bigint('bigint'),
    payableMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
    creditMinor: p.bigint('bigint'),
    couponMinor: p.bigint('bigint'),
    cashCouponMinor: p.bigint('bigint'),
    storedValueMinor: p.bigint('bigint'),
    debtMinor: p.bigint('bigint'),
    writeOffMinor: p.bigint('bigint'),
  },
  checks: [
    { name: 'customer_consumption_month', expression: `month ~ '^\\d{4}-(0[1-9]|1[0-2])$'` },
  ],
  uniques: [
    { name: 'customer_consumption_once', properties: ['partnerId', 'customerId', 'month'] },
  ],
  indexes: [
    { name: 'customer_consumption_by_month', properties: ['month', 'id'] },
    {
      name: 'customer_consumption_of_partner',
      properties: ['partnerId', 'month', 'id', 'customerId'],
    },
    { name: 'customer_consumption_of_customer', properties: ['customerId', 'month', 'id'] },
    { name: 'customer_consumption_changed', properties: ['updatedAt', 'id'] },
    {
      name: 'customer_consumption_changed_of_partner',
      properties: ['partnerId', 'updatedAt', 'id'],
    },
  ],
});
export type CustomerConsumption = InferEntity<typeof CustomerConsumptionEntity>;
