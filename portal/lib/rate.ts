import Big from 'big.js';

/** Digits of a rate that is worked out of two sums, for reading only. */
const SHOWN = 3;
/** Digits of a rate that is sent. */
const SENT = 6;

/** The share of the list price that a net price is, as a decimal string; "1" when there is no list price. */
export function shareOf(net: string, list: string): string {
  const base = new Big(list || '0');
  return base.eq(0) ? '1' : new Big(net || '0').div(base).round(SHOWN, Big.roundHalfUp).toString();
}

/** The net price of a rate, to the cent, rounded half away from zero. A preview: the server decides. */
export const netOf = (listPrice: string, payRate: string): string =>
  payRate === '' ? '' : new Big(listPrice).times(payRate).round(2, Big.roundHalfUp).toFixed(2);

/** The rate nearest to a net price. */
export const rateOf = (listPrice: string, netPrice: string): string =>
  netPrice === '' || new Big(listPrice).eq(0)
    ? ''
    : new Big(netPrice).div(listPrice).round(SENT, Big.roundHalfUp).toString();
