import Big from 'big.js';

/** Digits of a rate that is worked out of two sums, for reading only. */
const SHOWN = 3;

/** The share of the list price that a net price is, as a decimal string; "1" when there is no list price. */
export function shareOf(net: string, list: string): string {
  const base = new Big(list || '0');
  return base.eq(0) ? '1' : new Big(net || '0').div(base).round(SHOWN, Big.roundHalfUp).toString();
}
