import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { mustBeWithin } from '../../authorizations/index.ts';
import { ProductEntity, product, rateInput } from '../../catalog/index.ts';
import { createDraft, exclusiveDiscount, linesInput, NAME_MAX } from '../../discounts/index.ts';
import { demandLife } from '../demand/demand.life.ts';
import { customerDemand } from '../demand/demand.read.ts';
import { customerAccount, customerNamed } from '../named-customer.write.ts';
import { PrivateOfferEntity } from './offer.entity.ts';
import { offerLife } from './offer.life.ts';
import { privateOffer } from './offer.read.ts';
import { createOffer, startIfDue } from './offer.write.ts';
import { discountOf } from './offer-discount.write.ts';

const constraints = { private_offer_name: { code: 'NAME_TAKEN', field: 'name' } } as const;

const offerFields = {
  name: field.text("Name that the customers see, unique among the seller's offers.", {
    max: NAME_MAX,
  }),
  lines: linesInput,
  validFrom: field.optional(
    field.instant(
      'First instant of the price; by default now. A time earlier today counts as now.',
    ),
  ),
  validUntil: field.instant('First instant after the price.'),
  note: field.optional(
    field.text('Note for the partner and operations; customers never see it.', { max: 1000 }),
  ),
};

/** The offer that answers a demand; the demand becomes CONVERTED in the same step (domain §4.2). */
const convert = command({
  name: 'customerDemandConvert',
  description:
    'Answers a received demand with a private offer for its customer. Orders at the offer have its share ratio; for other sales, the partner is granted the joint sale on its terms unless it has one for the customer in that time.',
  roles: ['seller.manager'],
  fields: {
    id: field.id(() => customerDemand, 'Received demand.'),
    version: field.version,
    shareRatio: rateInput("Share ratio of the partner, above 0, at most the product's maximum."),
    floorPayRate: field.optional(
      rateInput(
        "Floor pay rate of the partner (底价), above 0 to 1; by default the offer's lowest pay rate.",
      ),
    ),
    ...offerFields,
  },
  payload: { customerDemand: () => customerDemand, privateOffer: () => privateOffer },
  idempotent: true,
  constraints,
  async run(tx, { id, version, shareRatio, floorPayRate, ...input }) {
    const demand = await tx.get(demandLife, id, version);
    const { maxShareRatio } = await tx.get(ProductEntity, demand.productId);
    mustBeWithin(shareRatio, maxShareRatio);
    await tx.fire(demandLife, demand, 'convert', { shareRatio });
    const { partnerId, customerId, customerName, cloudAccount } = demand;
    const offerId = await createOffer(
      tx,
      demand.productId,
      [{ customerId, customerName, cloudAccount }],
      input,
      { demandId: id, partnerId, customerId, shareRatio, ...(floorPayRate && { floorPayRate }) },
    );
    return { customerDemand: id, privateOffer: offerId };
  },
});

const create = command({
  name: 'privateOfferCreate',
  description: 'Offers listed customers a price on one of the seller’s products, without a demand.',
  roles: ['seller.manager'],
  fields: {
    productId: field.id(() => product, 'Product of the seller that is on sale.'),
    customers: field.list(
      field.object(() => customerAccount, 'Customers by account and name.'),
      { min: 1, max: 50 },
    ),
    ...offerFields,
  },
  payload: { privateOffer: () => privateOffer },
  idempotent: true,
  constraints,
  async run(tx, { productId, customers, ...input }) {
    const listed = [];
    for (const [i, account] of customers.entries())
      listed.push(await customerNamed(tx, account, `customers.${i}`));
    return { privateOffer: await createOffer(tx, productId, listed, input, null) };
  },
});

const draftDiscount = command({
  name: 'privateOfferDraftDiscount',
  description:
    "Drafts an exclusive discount for the offer's customer with the offer's prices and period, for the partner of the demand. Floor and share of the discount are those of the authorization that applies at its submission; only orders at the offer itself have the share of the offer.",
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  fields: {
    id: field.id(() => privateOffer, 'Granted offer that answers a demand of the partner.'),
  },
  payload: { privateOffer: () => privateOffer, exclusiveDiscount: () => exclusiveDiscount },
  idempotent: true,
  constraints: { exclusive_discount_open_name: { code: 'NAME_TAKEN', field: 'id' } },
  async run(tx, { id }) {
    const offer = await tx.get(offerLife, id);
    const input = await discountOf(tx, offer);
    // First, so that a second draft is refused as such and not for its name.
    await tx.fire(offerLife, offer, 'draftDiscount');
    const { id: discountId } = await createDraft(tx, input);
    tx.update(PrivateOfferEntity, (d) => sql`${d.id} = ${id}`, { discountId });
    return { privateOffer: id, exclusiveDiscount: discountId };
  },
});

export const offerCommands: readonly AnyCommand[] = [
  convert,
  create,
  eventCommand(offerLife, 'approve', {
    description: 'Approves an offer in review. It takes effect at its start, or at once.',
    fields: { reason: field.optional(field.reason('Remark to the seller.')) },
    async run(tx, row, input) {
      await tx.fire(offerLife, row, 'approve', input);
      await tx.asSystem('private offers', (system) => startIfDue(system, row.id));
    },
  }),
  eventCommand(offerLife, 'reject', {
    description: 'Rejects an offer in review.',
    fields: { reason: field.reason('Reason; visible to the seller.') },
  }),
  eventCommand(offerLife, 'withdraw', { description: 'Withdraws an offer while it is in review.' }),
  eventCommand(offerLife, 'share', {
    description:
      'Mails the listed customers their private links (私有链接) again; they were first sent when the offer took effect.',
  }),
  draftDiscount,
  eventCommand(offerLife, 'revoke', {
    description: 'Revokes a granted offer (终止). Paid orders keep their price.',
    fields: { reason: field.reason('Reason for the revocation; not visible to the customers.') },
  }),
];
