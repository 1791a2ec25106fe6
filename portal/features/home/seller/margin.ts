import Big from 'big.js';

interface Sold {
  listTotal: { amount: string };
  dealTotal: { amount: string };
}

/** Amount by which orders were sold below the list price. */
export const lessThan = ({ listTotal, dealTotal }: Sold): string =>
  new Big(listTotal.amount).minus(dealTotal.amount).toFixed(2);

/** Share of the list price that is given away; 0 without a list price. */
export const depthOf = (less: string, list: string): string =>
  new Big(list).lte(0) ? '0' : new Big(less).div(list).toFixed(4);
