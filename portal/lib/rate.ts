import Big from 'big.js';

const SHOWN = 3;
const SENT = 6;

/** Net price divided by list price, as a decimal string; "1" without a list price. */
export function shareOf(net: string, list: string): string {
  const base = new Big(list || '0');
  return base.eq(0) ? '1' : new Big(net || '0').div(base).round(SHOWN, Big.roundHalfUp).toString();
}

/** Net price for a rate, to the cent, rounded half away from zero. A preview: the server decides. */
export const netOf = (listPrice: string, payRate: string): string =>
  payRate === '' ? '' : new Big(listPrice).times(payRate).round(2, Big.roundHalfUp).toFixed(2);

export const rateOf = (listPrice: string, netPrice: string): string =>
  netPrice === '' || new Big(listPrice).eq(0)
    ? ''
    : new Big(netPrice).div(listPrice).round(SENT, Big.roundHalfUp).toString();
