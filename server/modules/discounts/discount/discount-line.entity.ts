import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { among, p } from '../../../platform/db/columns.ts';
import { SpecificationEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { ExclusiveDiscountEntity } from './discount.entity.ts';
import { DISCOUNT_STATES, GRANTED_STATES } from './discount.machine.ts';

/** Price term that the partner fixed, rate or net price. The other one follows from the list price. */
export const PRICED_BY = ['RATE', 'NET'] as const;

/** Price of one specification in a discount. List price and floor are frozen at submission. */
export const ExclusiveDiscountLineEntity = aggregate({
  name: 'ExclusiveDiscountLine',
  parties: partOf(ExclusiveDiscountEntity, { id: 'discountId', status: 'state' }),
  properties: {
    ...p.record(),
    discountId: () => p.ref(ExclusiveDiscountEntity).deleteRule('cascade'),
    partnerId: () => p.ref(PartnerEntity),
    sellerId: () => p.ref(OrganizationEntity),
    customerId: () => p.ref(CustomerEntity),
    specificationId: () => p.ref(SpecificationEntity),
    specificationCode: p.text(),
    specificationName: p.text(),
    position: p.integer(),
    pricedBy: p.word(PRICED_BY),
    /** Share of the list price that the customer pays (domain §5.1). */
    payRate: p.rate(),
    listPriceMinor: p.bigint('bigint'),
    netPriceMinor: p.bigint('bigint'),
    currency: p.currency(),
    floorPayRate: p.rate(),
    /**
     * State of the discount, copied by its trigger with the validity; UNUSABLE regardless of the discount
     * once the specification is delisted.
     */
    state: p.word(DISCOUNT_STATES),
    validFrom: p.instant(),
    validUntil: p.instant(),
  },
  checks: [
    { name: 'exclusive_discount_line_rate', expression: 'pay_rate > 0 and pay_rate <= 1' },
    {
      name: 'exclusive_discount_line_price',
      expression: '0 < net_price_minor and net_price_minor <= list_price_minor',
    },
    {
      name: 'exclusive_discount_line_slot',
      expression: `exclude using gist (customer_id with =, specification_id with =, tstzrange(valid_from, valid_until) with &&) where (${among('state', GRANTED_STATES)})`,
    },
  ],
  uniques: [
    {
      name: 'exclusive_discount_line_specification',
      properties: ['discountId', 'specificationId'],
    },
  ],
  indexes: [
    { name: 'exclusive_discount_line_of_discount', properties: ['discountId', 'position', 'id'] },
    { name: 'exclusive_discount_line_of_specification', properties: ['specificationId', 'state'] },
  ],
});
export type ExclusiveDiscountLine = InferEntity<typeof ExclusiveDiscountLineEntity>;
