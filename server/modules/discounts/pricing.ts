import { applyRate, Ratio } from '../../platform/money.ts';

/** What the partner fixed on a line: the share paid, or the net price in minor units. */
export type Wish = { readonly payRate: string } | { readonly netMinor: bigint };

export interface LinePrice {
  /** Decimal text with at most six decimals. */
  readonly payRate: string;
  readonly netMinor: bigint;
  readonly belowFloor: boolean;
}

const SCALE = 1_000_000n;

/**
 * The price of one line (domain §5.1). A rate gives `net = round(list × rate)`. A net price is kept to the
 * fen and gives the rate nearest to it; it is below the floor when it is under `round(list × floor)`.
 */
export function priceLine(listMinor: bigint, floorPayRate: string, wish: Wish): LinePrice {
  if ('netMinor' in wish) {
    const { netMinor } = wish;
    const payRate = textOf(Ratio.share(netMinor, listMinor).apply(SCALE));
    return { payRate, netMinor, belowFloor: netMinor < applyRate(listMinor, floorPayRate) };
  }
  return {
    payRate: rateText(wish.payRate),
    netMinor: applyRate(listMinor, wish.payRate),
    belowFloor: Ratio.of(wish.payRate).numerator < Ratio.of(floorPayRate).numerator,
  };
}

/** A rate without trailing zeros: "0.850000" → "0.85". */
export const rateText = (rate: string): string => textOf(Ratio.of(rate).numerator);

function textOf(millionths: bigint): string {
  const fraction = (millionths % SCALE).toString().padStart(6, '0').replace(/0+$/, '');
  return `${millionths / SCALE}${fraction ? `.${fraction}` : ''}`;
}
