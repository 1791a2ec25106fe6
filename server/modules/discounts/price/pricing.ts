import { money, Ratio } from '../../../platform/money.ts';

/** Price term that the partner fixed on a line: the pay rate, or the net price in minor units. */
export type RequestedPrice = { readonly payRate: string } | { readonly netMinor: bigint };

export interface LinePrice {
  /** Decimal text with at most six decimals. */
  readonly payRate: string;
  readonly netMinor: bigint;
  readonly belowFloor: boolean;
}

/**
 * Computes the price of one line (domain §5.1). A rate gives `net = round(list × rate)`. A net price is kept
 * to the fen and gives the nearest rate; it is below the floor if it is less than `round(list × floor)`.
 */
export function priceLine(
  listMinor: bigint,
  floorPayRate: string,
  requested: RequestedPrice,
): LinePrice {
  if ('netMinor' in requested) {
    const { netMinor } = requested;
    const payRate = Ratio.share(netMinor, listMinor).toRate();
    return { payRate, netMinor, belowFloor: netMinor < money.applyRate(listMinor, floorPayRate) };
  }
  return {
    payRate: Ratio.text(requested.payRate),
    netMinor: money.applyRate(listMinor, requested.payRate),
    belowFloor: Ratio.of(requested.payRate).compare(Ratio.of(floorPayRate)) < 0,
  };
}
