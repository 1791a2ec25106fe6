import Big from 'big.js';

export const ZERO = '0.00';

/** Change against an earlier figure as a fraction; null without one to compare with. */
export const growth = (now: string, before: string): string | null =>
  Number(before) <= 0 ? null : new Big(now).minus(before).div(before).toString();

/** Whether a growth says something: against next to nothing it says less than the earlier figure. */
export const isTelling = (rate: string | null): rate is string =>
  rate !== null && Math.abs(Number(rate)) < 10;

/** Part of a whole as a fraction; null without a whole. */
export const partOf = (part: string, whole: string | null | undefined): string | null =>
  !whole || Number(whole) <= 0 ? null : new Big(part).div(whole).toString();

export const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total.plus(amount), new Big(0)).toFixed(2);
