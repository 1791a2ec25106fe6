import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { periodFrom } from '../../authorizations/index.ts';
import { mustBeSold, ProductEntity } from '../../catalog/index.ts';
import {
  formsOf,
  frozenPrice,
  type LineInput,
  priceLines,
  totalsOf,
} from '../../discounts/index.ts';
import { searchKey } from '../../partners/index.ts';
import type { NamedCustomer } from '../named-customer.write.ts';
import { offerLife } from './offer.life.ts';
import { offersReviewed } from './offer.policies.ts';
import { authorize } from './offer-authorize.write.ts';
import { PrivateOfferLineEntity, PrivateOfferRecipientEntity } from './offer-parts.entity.ts';

const numbers = documentNumbers('PO', 'private_offer_serial');

export interface OfferInput {
  readonly name: string;
  readonly lines: readonly LineInput[];
  readonly validFrom?: Date;
  readonly validUntil: Date;
  readonly note?: string;
}

/** Demand that an offer answers, with the terms of its partner. */
export interface Answered {
  readonly demandId: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly shareRatio: string;
  readonly floorPayRate?: string;
}

/** Lowest pay rate of the lines, as the default floor of the partner: the offered prices are within it. */
const lowest = (rates: readonly string[]): string =>
  rates.reduce((low, rate) => (Number(rate) < Number(low) ? rate : low));

/**
 * Creates an offer of the viewer's seller on one of its products for the customers. It is granted at once, unless the
 * policy asks for a review by operations.
 */
export async function createOffer(
  tx: Tx,
  productId: string,
  customers: readonly NamedCustomer[],
  input: OfferInput,
  answered: Answered | null,
): Promise<string> {
  const goods = await tx.get(ProductEntity, productId);
  mustBeSold(goods);
  const lines = priceLines(await formsOf(tx, goods.id), goods.floorPayRate, input.lines);
  const isReviewed = (await offersReviewed.value(tx, tx.now)) === 1;
  const number = await numbers.next(tx, tx.now);
  const listed = [...new Map(customers.map((one) => [one.customerId, one])).values()];
  const first = listed[0]!;
  const { shareRatio, ...deal } = answered ?? {
    partnerId: null,
    customerId: null,
    demandId: null,
    shareRatio: null,
  };
  const facts = {
    ...deal,
    id: tx.newId(),
    sellerId: goods.sellerId,
    productId: goods.id,
    number,
    name: input.name,
    productName: goods.name,
    customerName: first.customerName,
    customerCount: listed.length,
    // A customer may search offers and must not find other recipients by it.
    searchKey: searchKey(number, input.name, goods.name, answered ? first.customerName : null),
    status: isReviewed ? ('MANUAL_REVIEW' as const) : ('SCHEDULED' as const),
    ...periodFrom(tx.now, input.validFrom, input.validUntil),
    ...totalsOf(lines),
    shareRatio,
    floorPayRate: answered
      ? (answered.floorPayRate ?? lowest(lines.map(({ price }) => price.payRate)))
      : null,
    note: input.note ?? null,
    createdByName: tx.viewer.actorName,
  };
  const authorization =
    answered && !isReviewed ? await authorize(tx, goods, { ...facts, ...answered }) : null;
  const { id } = await tx.begin(
    offerLife,
    { ...facts, jointSalesAuthorizationId: authorization },
    'create',
  );
  const shared = {
    createdAt: tx.now,
    offerId: id,
    sellerId: goods.sellerId,
    partnerId: deal.partnerId,
  };
  tx.insert(
    PrivateOfferRecipientEntity,
    listed.map((one, position) => ({ id: tx.newId(), ...shared, ...one, position })),
  );
  tx.insert(
    PrivateOfferLineEntity,
    lines.map((line, position) => ({
      ...frozenPrice(line, position),
      id: tx.newId(),
      ...shared,
      customerId: deal.customerId,
      state: facts.status,
    })),
  );
  await tx.asSystem('private offers', (system) => startIfDue(system, id));
  return id;
}

export async function startIfDue(tx: Tx, id: string): Promise<void> {
  const row = await tx.get(offerLife, id);
  if (row.status === 'SCHEDULED' && row.validFrom <= tx.now) await tx.fire(offerLife, row, 'start');
}
