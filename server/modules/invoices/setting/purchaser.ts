import { p } from '../../../platform/db/columns.ts';

const columns = <T>(text: () => T) => ({
  purchaserTitle: text(),
  purchaserTaxNumber: text(),
  purchaserBankName: text(),
  purchaserBankAccount: text(),
  purchaserAddress: text(),
  purchaserPhone: text(),
  recipientName: text(),
  recipientPhone: text(),
  recipientAddress: text(),
  recipientMailbox: text(),
});

/** Columns with the marketplace as the purchaser on an invoice, and the place where the invoice is received. */
export const purchaserColumns = () => columns(() => p.text());
/** The same columns where the purchaser may not be known yet. */
export const purchaserCopy = () => columns(() => p.text().nullable());

export type Purchaser = Record<keyof ReturnType<typeof purchaserColumns>, string>;
export const PURCHASER_KEYS = Object.keys(purchaserColumns()) as (keyof Purchaser)[];

/** Returns the columns of a purchaser out of a row that has them among others. */
export const purchaserOf = (row: Purchaser): Purchaser =>
  Object.fromEntries(PURCHASER_KEYS.map((key) => [key, row[key]])) as Purchaser;

/** Returns the purchaser of an invoice; throws if it has none. */
export function purchaserIn(row: Partial<Record<keyof Purchaser, string | null>>): Purchaser {
  if (row.purchaserTitle == null) throw new Error('The invoice has no purchaser');
  return purchaserOf(row as Purchaser);
}
