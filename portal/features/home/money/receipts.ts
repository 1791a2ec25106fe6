import type { MoneyHomeQuery } from '../../../gql/graphql.ts';

type Bill = MoneyHomeQuery['bills']['nodes'][number];
/** A bill with the estimate of its payment. */
export type Receipt = Omit<Bill, 'expectedReceipt' | '__typename'> &
  Omit<NonNullable<Bill['expectedReceipt']>, '__typename'>;

export const RECEIPT_DAYS = 30;

/** Payments up to the day `until`, soonest first. */
export const receiptsOf = (bills: readonly Bill[], until: string): Receipt[] =>
  bills
    .flatMap(({ expectedReceipt, ...bill }) =>
      expectedReceipt && expectedReceipt.on <= until ? [{ ...bill, ...expectedReceipt }] : [],
    )
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.period.localeCompare(b.period));
