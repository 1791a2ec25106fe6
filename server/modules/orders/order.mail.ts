import { calendar } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/types.ts';
import { enqueueMail } from '../../platform/jobs/outbox.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { contactOnFile } from '../customers/index.ts';
import type { Order } from './order.entity.ts';
import { orderPath } from './order-link.read.ts';

/** Mail to the customer by the event of its order. */
const TEMPLATES = {
  place: 'orderPlaced',
  confirmPayment: 'orderPaid',
  expire: 'orderExpired',
} as const;

/** Mails the customer's contact on file about its order, with a link to the order; nothing without a contact. */
export async function mailCustomer(tx: Tx, row: Order, event: string): Promise<void> {
  const [contact] = await tx.rows<{ mail: string | null }>(
    sql`select ${contactOnFile(sql`${row.customerId}::uuid`)} as mail`,
  );
  if (!contact?.mail) return;
  const due = row.paymentDueAt;
  await enqueueMail(tx, {
    template: TEMPLATES[event as keyof typeof TEMPLATES],
    locale: null,
    to: contact.mail,
    customerId: row.customerId,
    params: {
      customer: row.customerName,
      number: row.number,
      total: money.text(row.dealTotalMinor),
      cash: money.text(row.cashTotalMinor),
      until: due ? `${calendar.localDate(due)} ${calendar.localTime(due).slice(0, 5)}` : '–',
    },
    links: { link: orderPath(tx.secrets, row.id) },
    now: tx.now,
  });
}

export const MAILED_EVENTS = Object.keys(TEMPLATES);
