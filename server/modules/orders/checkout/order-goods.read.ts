import { linkShows } from '../../../platform/db/parties.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  type Product,
  ProductEntity,
  type Specification,
  SpecificationEntity,
} from '../../catalog/index.ts';
import { offerPrices, type PricedCustomer } from '../../demands/index.ts';
import {
  ExclusiveDiscountEntity,
  ExclusiveDiscountLineEntity,
  GRANTED_STATES,
} from '../../discounts/index.ts';

/** Price of a customer for one unit of a specification, below its list price. */
interface CustomerPriceBase {
  readonly payRate: string;
  readonly netMinor: bigint;
  readonly pricedBy: 'RATE' | 'NET';
  readonly validUntil: Date;
}

/** Price by an exclusive discount of a partner. */
export interface DiscountPrice extends CustomerPriceBase {
  readonly kind: 'DISCOUNT';
  readonly discountId: string;
  readonly discountLineId: string;
  readonly partnerId: string;
}

/** Price by a private offer of the seller (商家专属优惠). */
export interface PrivateOfferPrice extends CustomerPriceBase {
  readonly kind: 'OFFER';
  readonly offerId: string;
  /** Partner for whose demand the seller made the offer; null for an offer that nobody asked for. */
  readonly partnerId: string | null;
}

export type CustomerPrice = DiscountPrice | PrivateOfferPrice;

/** Id of the discount or the offer that gives a price. */
export const sourceOf = (price: CustomerPrice): string =>
  price.kind === 'DISCOUNT' ? price.discountId : price.offerId;

/** Specification with its product, and the customer's prices for it in force, the best first. */
export interface OrderGoods {
  readonly specification: Readonly<Specification>;
  readonly product: Readonly<Product>;
  readonly prices: readonly CustomerPrice[];
}

interface FoundDiscount extends Omit<DiscountPrice, 'kind' | 'netMinor'> {
  readonly specificationId: string;
  readonly net: string;
}

type Priced = CustomerPrice & { readonly specificationId: string };

/** Discounts that a customer has on specifications at an instant. */
async function discountPrices(
  tx: Transaction,
  { customerId, subjectId }: PricedCustomer,
  specificationIds: readonly string[],
  at: Date,
): Promise<Priced[]> {
  const found = await tx.rows<FoundDiscount>(sql`
    select l.specification_id as "specificationId", l.id as "discountLineId", d.id as "discountId",
      d.partner_id as "partnerId", l.pay_rate::text as "payRate", l.net_price_minor::text as net,
      l.priced_by as "pricedBy", d.valid_until as "validUntil"
    from ${sql.table(ExclusiveDiscountLineEntity)} l join ${sql.table(ExclusiveDiscountEntity)} d on d.id = l.discount_id
    where l.customer_id = ${customerId} and l.specification_id = any(${specificationIds}::uuid[])
      and l.state in (${sql.words(GRANTED_STATES)}) and l.valid_from <= ${at} and l.valid_until > ${at}
      and ${linkShows(ExclusiveDiscountEntity, 'd', subjectId)}`);
  return found.map(({ net, ...price }) => ({
    ...price,
    kind: 'DISCOUNT',
    netMinor: BigInt(net),
  }));
}

/**
 * Reads specifications by id, with the customer's prices at an instant. The lowest price is the best; at equal prices
 * the discount, because it names the partner. An offer above the list price of today is left out. Compares times as
 * well as states, because the clock may be late. The transaction must see the catalog, the customer's discounts and
 * its offers.
 */
export async function goodsOf(
  tx: Transaction,
  customer: PricedCustomer,
  specificationIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, OrderGoods>> {
  const [forms, discounts, offers] = await Promise.all([
    tx.find(SpecificationEntity, (d) => sql`${d.id} = any(${specificationIds}::uuid[])`),
    discountPrices(tx, customer, specificationIds, at),
    offerPrices(tx, customer, specificationIds, at),
  ]);
  const productIds = [...new Set(forms.map(({ productId }) => productId))];
  const products = await tx.find(ProductEntity, (d) => sql`${d.id} = any(${productIds}::uuid[])`);
  const prices: readonly Priced[] = [
    ...discounts,
    ...offers.map((offer) => ({ ...offer, kind: 'OFFER', pricedBy: 'NET' }) as const),
  ];
  return new Map(
    forms.map((specification) => [
      specification.id,
      {
        specification,
        product: products.find(({ id }) => id === specification.productId)!,
        prices: pricesFor(specification, prices),
      },
    ]),
  );
}

const pricesFor = (
  { id, listPriceMinor }: Readonly<Specification>,
  prices: readonly Priced[],
): readonly CustomerPrice[] =>
  prices
    .filter(
      ({ specificationId, kind, netMinor }) =>
        specificationId === id && (kind === 'DISCOUNT' || netMinor <= listPriceMinor),
    )
    .sort((a, b) => Number(a.netMinor - b.netMinor));
