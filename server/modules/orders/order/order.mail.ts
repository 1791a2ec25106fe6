import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import type { MailParams } from '../../../platform/mail/render.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { contactOnFile } from '../../customers/index.ts';
import type { Order } from './order.entity.ts';
import { orderLinks } from './order-link.read.ts';

/** Mail to the customer by the event of its order. */
const TEMPLATES = {
  place: 'orderPlaced',
  confirmPayment: 'orderPaid',
  expire: 'orderExpired',
  endPrice: 'orderPriceEnded',
} as const;

/** Something about an order of a customer. */
interface Subject {
  readonly orderId: string;
  readonly customerId: string;
  readonly customerName: string;
}

/**
 * Mails the customer's contact on file, with a link to the order, as the system: the actor may not see the contact.
 * Nothing is mailed without a contact.
 */
export async function mailAboutOrder(
  tx: Tx,
  { orderId, customerId, customerName }: Subject,
  template: string,
  params: MailParams,
): Promise<void> {
  await tx.asSystem('orders', async (system) => {
    const [contact] = await system.rows<{ mail: string | null }>(
      sql`select ${contactOnFile(sql`${customerId}::uuid`)} as mail`,
    );
    if (!contact?.mail) return;
    await outbox.mail(system, {
      template,
      locale: null,
      to: contact.mail,
      customerId,
      params: { customer: customerName, ...params },
      links: { link: orderLinks.path(tx.secrets, orderId, contact.mail) },
      now: tx.now,
    });
  });
}

/** Mails the customer about an event of its order. */
export async function mailCustomer(tx: Tx, row: Order, event: string): Promise<void> {
  const { id: orderId, paymentDueAt: due } = row;
  const template = TEMPLATES[event as keyof typeof TEMPLATES];
  await mailAboutOrder(tx, { ...row, orderId }, template, {
    number: row.number,
    total: money.text(row.dealTotalMinor),
    cash: money.text(row.cashTotalMinor),
    until: due ? calendar.localMinute(due) : '',
  });
}

export const MAILED_EVENTS = Object.keys(TEMPLATES);
