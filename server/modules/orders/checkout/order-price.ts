import { refuse, type UserError } from '../../../platform/errors.ts';
import { money, Ratio } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { type CustomerPrice, type OrderGoods, sourceOf } from './order-goods.read.ts';

/** Specification that a customer orders, with its quantity. */
export interface WishLine {
  readonly specificationId: string;
  readonly quantity: number;
}

export interface Wish {
  readonly lines: readonly WishLine[];
  /** Discount or private offer to use, at most one; by default the only best one of the lines. */
  readonly discountId?: string;
  readonly privateOfferId?: string;
  /** Amount paid with vouchers, in major units. */
  readonly voucher?: string;
  readonly selectedPartnerId?: string;
}

/** Line at its price. Amounts are for the whole quantity, in minor units. */
export interface OrderedLine extends OrderGoods {
  readonly quantity: number;
  /** Price that applies; null at list price. */
  readonly price: CustomerPrice | null;
  readonly payRate: string;
  readonly listMinor: bigint;
  readonly dealMinor: bigint;
  readonly voucherMinor: bigint;
}

export interface PricedOrder {
  readonly lines: readonly OrderedLine[];
  /** Price of a line by the one discount or offer of the order; null at list price. */
  readonly price: CustomerPrice | null;
  readonly selectedPartnerId: string | null;
}

const at = (index: number, code: ReasonCode, field: string, params = {}): UserError => ({
  code,
  field: ['lines', String(index), field],
  params,
});

/** Returns the reason why a specification cannot be ordered; null if it can (domain §3 item 14). */
function unsold(goods: OrderGoods | undefined): ReasonCode | null {
  if (!goods) return 'UNKNOWN_SPECIFICATION';
  const { product, specification } = goods;
  if (product.productType === 'CONSULTING') return 'PRODUCT_NOT_SOLD_HERE';
  if (product.status !== 'ON_SALE') return 'PRODUCT_DELISTED';
  return specification.status === 'ON_SALE' ? null : 'SPECIFICATION_DELISTED';
}

/** The specifications of a wish, with what is known of each. Refuses those that cannot be ordered or are named twice. */
function orderableLines(
  { lines }: Wish,
  known: ReadonlyMap<string, OrderGoods>,
): (OrderGoods & { quantity: number })[] {
  const errors = lines.flatMap(({ specificationId }, i): UserError[] => {
    const code = unsold(known.get(specificationId));
    if (code) return [at(i, code, 'specificationId')];
    const first = lines.findIndex((line) => line.specificationId === specificationId);
    return first < i ? [at(i, 'DUPLICATE_SPECIFICATION', 'specificationId')] : [];
  });
  refuse.ifAny(errors);
  return lines.map(({ specificationId, quantity }) => ({
    ...known.get(specificationId)!,
    quantity,
  }));
}

/**
 * Returns the price by the one discount or offer of the order (domain §3.3): the named one, or else the only best one
 * of the lines.
 */
function priceOfOrder(wish: Wish, lines: readonly OrderGoods[]): CustomerPrice | null {
  const { discountId, privateOfferId } = wish;
  if (discountId !== undefined && privateOfferId !== undefined)
    throw refuse('ONE_DISCOUNT_PER_ORDER', 'privateOfferId');
  const named = discountId ?? privateOfferId;
  if (named !== undefined) {
    const price = lines.flatMap(({ prices }) => prices).find((one) => sourceOf(one) === named);
    if (price) return price;
    throw discountId === undefined
      ? refuse('OFFER_NOT_IN_FORCE', 'privateOfferId')
      : refuse('DISCOUNT_NOT_IN_FORCE', 'discountId');
  }
  const best = lines.flatMap(({ prices }) => prices.slice(0, 1));
  if (new Set(best.map(sourceOf)).size > 1) throw refuse('ONE_DISCOUNT_PER_ORDER', 'discountId');
  return best[0] ?? null;
}

/** Returns the price of a quantity for a number of charge periods, by default one. */
export function priceOf(
  goods: OrderGoods,
  quantity: number,
  used: CustomerPrice | null,
  periods: Ratio = Ratio.of('1'),
) {
  const times = (unitMinor: bigint): bigint => periods.apply(unitMinor * BigInt(quantity));
  const listMinor = times(goods.specification.listPriceMinor);
  const price = used && goods.prices.find((one) => sourceOf(one) === sourceOf(used));
  if (!price) return { price: null, payRate: '1', listMinor, dealMinor: listMinor };
  // A net price is kept to the fen; a rate applies to the whole quantity (domain §5.1).
  const dealMinor =
    price.pricedBy === 'NET' ? times(price.netMinor) : money.applyRate(listMinor, price.payRate);
  return { price, payRate: price.payRate, listMinor, dealMinor };
}

/**
 * Prices an order at the customer's prices in force. Refuses, line by line, what cannot be ordered; then a second
 * discount or offer (ONE_DISCOUNT_PER_ORDER), one that is in force on no line (DISCOUNT_NOT_IN_FORCE,
 * OFFER_NOT_IN_FORCE), another partner than that of the discount or of the demand that the offer answers
 * (PARTNER_NOT_OF_DISCOUNT), a voucher beside a discount unless allowed (VOUCHER_BARRED), and a voucher above the price
 * (VOUCHER_ABOVE_PRICE).
 */
export function priceOrder(
  wish: Wish,
  known: ReadonlyMap<string, OrderGoods>,
  { voucherWithDiscount }: { readonly voucherWithDiscount: boolean },
): PricedOrder {
  const wanted = orderableLines(wish, known);
  const price = priceOfOrder(wish, wanted);
  const partnerId = price?.partnerId ?? null;
  const { selectedPartnerId = partnerId } = wish;
  if (partnerId !== null && partnerId !== selectedPartnerId)
    throw refuse('PARTNER_NOT_OF_DISCOUNT', 'selectedPartnerId');
  const priced = wanted.map((line) => ({
    ...line,
    ...priceOf(line, line.quantity, price),
  }));
  const voucher = money.parse(wish.voucher ?? '0');
  const total = priced.reduce((sum, { dealMinor }) => sum + dealMinor, 0n);
  if (voucher > 0n && price?.kind === 'DISCOUNT' && !voucherWithDiscount)
    throw refuse('VOUCHER_BARRED', 'voucher');
  if (voucher > total)
    throw refuse('VOUCHER_ABOVE_PRICE', 'voucher', { total: money.format(total) });
  const parts = money.split(
    voucher,
    priced.map(({ dealMinor }) => dealMinor),
  );
  return {
    lines: priced.map((line, i) => ({ ...line, voucherMinor: parts[i]! })),
    price,
    selectedPartnerId,
  };
}
