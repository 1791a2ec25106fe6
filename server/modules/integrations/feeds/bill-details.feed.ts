import { calendar } from '../../../platform/calendar.ts';
import {
  type BillDetail,
  type ConsumingCustomer,
  parseBillDetail,
} from '../../../sources/huawei-bss/index.ts';
import type { Parsed } from '../../../sources/transport/index.ts';
import { flagOthers } from '../consumption/charge-flags.write.ts';
import { writeCharges } from '../consumption/charges.write.ts';
import type { Feed } from '../feed/feed.ts';
import { compareAtEnd } from '../reconciliation/reconcile-months.read.ts';
import { refusalOf } from './refused-row.ts';

interface Place extends Record<string, string | number | null> {
  /** First month of the pass, the month that is read, and the last one. */
  readonly first: string;
  readonly month: string;
  readonly last: string;
  /** Consuming customers of the month that were read. */
  readonly offset: number;
}

/** The upstream keeps the charges of so many months (domain §3.2). */
export const MONTHS = 18;
/** Customers whose charges are applied together. */
const CUSTOMERS = 20;

/**
 * Charges of customers in BSS (ListConsumeSubCustomers, ListSubCustomerBillDetail), T+1. The first pass reads all months
 * that the upstream keeps, the following ones the current month and the one before it.
 */
export const billDetailsFeed: Feed<BillDetail> = {
  api: 'BILL_DETAILS',
  async *pages({ bss }, cursor, now) {
    const current = calendar.monthOf(now);
    const known = cursor as Partial<Place> | null;
    const first = known?.first ?? calendar.plusMonths(current, 1 - MONTHS);
    const last = known?.last ?? current;
    const start = known?.month ?? first;
    for (let month = start; month <= last; month = calendar.plusMonths(month, 1)) {
      let from = month === start ? (known?.offset ?? 0) : 0;
      for await (const page of bss.consumingCustomers(month, { from })) {
        for (let i = 0; i < page.rows.length; i += CUSTOMERS) {
          const part = page.rows.slice(i, i + CUSTOMERS);
          const rows: Parsed<BillDetail>[][] = await Promise.all(
            part.map(async (row: Parsed<ConsumingCustomer>) => {
              if ('problem' in row) return [row];
              const found: Parsed<BillDetail>[] = [];
              const { customerId } = row.value;
              try {
                for await (const { rows: some } of bss.billDetails({ cycle: month, customerId }))
                  found.push(...some);
              } catch (error) {
                found.push({ raw: row.raw, ...refusalOf(error, 'customer_id') });
              }
              return found;
            }),
          );
          from = page.offset + i + part.length;
          yield {
            rows: rows.flat(),
            total: page.total,
            cursor: { first, month, last, offset: from } satisfies Place,
          };
        }
      }
    }
  },
  parse: parseBillDetail,
  keyOf: ({ detailId }) => detailId,
  keyOfRaw(raw) {
    const { id, customer_id: customerId } = (raw ?? {}) as { id?: unknown; customer_id?: unknown };
    const key = id ?? customerId;
    return typeof key === 'string' ? key : null;
  },
  apply: writeCharges,
  async finish(tx, account, { feedId, cursor }) {
    const { first, last } = cursor as Place;
    await flagOthers(tx, account);
    const compared = await compareAtEnd(tx, account, feedId, first, last);
    return { cursor: { first: calendar.plusMonths(last, -1) }, written: 0, ...compared };
  },
};
