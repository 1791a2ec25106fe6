import { calendar } from '../../../platform/calendar.ts';
import { money } from '../../../platform/money.ts';

/** Price for customers over a period, of a discount or of a private offer. */
interface Price {
  readonly number: string;
  readonly productName: string;
  readonly listTotalMinor: bigint;
  readonly netTotalMinor: bigint;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** Facts of a price that its mails name. */
export const priceFacts = (row: Price) => ({
  number: row.number,
  product: row.productName,
  list: money.text(row.listTotalMinor),
  net: money.text(row.netTotalMinor),
  from: calendar.localDate(row.validFrom),
  last: calendar.lastDay(row.validUntil),
});
