import type {
  BuyerCheckout_RenewedQuery,
  BuyerCheckoutQuery,
  OrderPlaceInput,
  OrderQuoteInput,
} from '../../../gql/graphql.ts';
import type { Terms } from '../terms/TermsText.tsx';
import type { Quote } from './useQuote.ts';

export type Item = BuyerCheckoutQuery['checkoutItems'][number];
export type Renewed = NonNullable<BuyerCheckout_RenewedQuery['orderLine']>;

export interface BasketLine {
  item: Item;
  quantity: number;
}

export interface Basket {
  lines: readonly BasketLine[];
  /** Partner that the customer selects; null for none. */
  partnerId: string | null;
  /** Voucher amount as a decimal; empty for none. */
  voucher: string;
  /** Families of terms that the customer has accepted. */
  accepted: readonly string[];
}

export const quantityOf = ({ lines }: Basket, { specificationId }: Item): number =>
  lines.find(({ item }) => item.specificationId === specificationId)?.quantity ?? 0;

/** The basket with another quantity of an item; 0 takes it out. */
export function withQuantity(basket: Basket, item: Item, quantity: number): Basket {
  const { specificationId } = item;
  const isKnown = quantityOf(basket, item) > 0;
  if (quantity < 1)
    return {
      ...basket,
      lines: basket.lines.filter((line) => line.item.specificationId !== specificationId),
    };
  const lines = isKnown
    ? basket.lines.map((line) =>
        line.item.specificationId === specificationId ? { item, quantity } : line,
      )
    : [...basket.lines, { item, quantity }];
  return { ...basket, lines };
}

export interface PricePartner {
  partnerId: string;
  partnerName: string;
  isOffer: boolean;
}

/** Partner whose discount prices the basket, or whose demand the seller's offer answers; null without one. */
export function pricePartnerOf({ lines }: Basket): PricePartner | null {
  for (const { item } of lines) {
    const { partnerId, partnerName } = item.discount ?? item.privateOffer ?? {};
    if (partnerId && partnerName) return { partnerId, partnerName, isOffer: !item.discount };
  }
  return null;
}

/** Input of the quote; null for an empty basket. */
export function quoteInputOf(basket: Basket): OrderQuoteInput | null {
  if (basket.lines.length === 0) return null;
  const partnerId = pricePartnerOf(basket)?.partnerId ?? basket.partnerId;
  return {
    lines: basket.lines.map(({ item: { specificationId }, quantity }) => ({
      specificationId,
      quantity,
    })),
    ...(partnerId && { selectedPartnerId: partnerId }),
    ...(basket.voucher && { voucher: basket.voucher }),
  };
}

/** Terms of the quoted lines, each family once. */
export function termsOf(quote: Quote | null, terms: readonly Terms[]): readonly Terms[] {
  const families = new Set(quote?.lines.map(({ termsFamily }) => termsFamily));
  return terms.filter(({ family }) => families.has(family));
}

/** Input of the order, at the quoted prices and terms; a renewal names the line that it renews. */
export const orderInputOf = (
  input: OrderQuoteInput,
  quote: Quote,
  renewsLineId?: string,
): OrderPlaceInput => ({
  ...input,
  lines: input.lines.map((line) => ({
    ...line,
    ...(renewsLineId && { renewsLineId }),
    termsVersion:
      quote.lines.find(({ specificationId }) => specificationId === line.specificationId)
        ?.termsVersion ?? 0,
  })),
});
