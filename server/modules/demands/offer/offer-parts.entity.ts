import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL, assignedTo } from '../../../platform/db/parties.ts';
import { SpecificationEntity } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { PrivateOfferEntity } from './offer.entity.ts';
import { OFFER_STATES } from './offer.machine.ts';

/** Customer that an offer lists. A customer sees its own row only, never the other recipients. */
export const PrivateOfferRecipientEntity = aggregate({
  name: 'PrivateOfferRecipient',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    operator: ALL,
  },
  properties: {
    ...p.record(),
    offerId: () => p.ref(PrivateOfferEntity).deleteRule('cascade'),
    sellerId: () => p.ref(OrganizationEntity),
    partnerId: () => p.ref(PartnerEntity).nullable().deleteRule('no action'),
    customerId: () => p.ref(CustomerEntity),
    customerName: p.text(),
    cloudAccount: p.text(),
    position: p.integer(),
  },
  uniques: [{ name: 'private_offer_recipient_customer', properties: ['offerId', 'customerId'] }],
  indexes: [
    { name: 'private_offer_recipient_of_offer', properties: ['offerId', 'position', 'id'] },
    { name: 'private_offer_recipient_of_customer', properties: ['customerId', 'offerId'] },
  ],
});
export type PrivateOfferRecipient = InferEntity<typeof PrivateOfferRecipientEntity>;

/** Price of one specification in an offer, frozen at its creation. */
export const PrivateOfferLineEntity = aggregate({
  name: 'PrivateOfferLine',
  parties: partOf(PrivateOfferEntity, { id: 'offerId', status: 'state' }),
  properties: {
    ...p.record(),
    offerId: () => p.ref(PrivateOfferEntity).deleteRule('cascade'),
    sellerId: () => p.ref(OrganizationEntity),
    partnerId: () => p.ref(PartnerEntity).nullable().deleteRule('no action'),
    customerId: () => p.ref(CustomerEntity).nullable().deleteRule('no action'),
    specificationId: () => p.ref(SpecificationEntity),
    specificationCode: p.text(),
    specificationName: p.text(),
    position: p.integer(),
    /** Share of the list price that the customer pays (domain §5.1). */
    payRate: p.rate(),
    listPriceMinor: p.bigint('bigint'),
    netPriceMinor: p.bigint('bigint'),
    currency: p.currency(),
    /** State of the offer, copied by its trigger; UNUSABLE once the specification is delisted. */
    state: p.word(OFFER_STATES),
  },
  checks: [
    { name: 'private_offer_line_rate', expression: 'pay_rate > 0 and pay_rate <= 1' },
    {
      name: 'private_offer_line_price',
      expression: '0 < net_price_minor and net_price_minor <= list_price_minor',
    },
  ],
  uniques: [
    { name: 'private_offer_line_specification', properties: ['offerId', 'specificationId'] },
  ],
  indexes: [
    { name: 'private_offer_line_of_offer', properties: ['offerId', 'position', 'id'] },
    { name: 'private_offer_line_of_specification', properties: ['specificationId', 'state'] },
  ],
});
export type PrivateOfferLine = InferEntity<typeof PrivateOfferLineEntity>;
