import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { reminder } from '../../../platform/machine.ts';
import { money } from '../../../platform/money.ts';
import { mailAboutOrder } from '../order/order.mail.ts';
import type { RefundRequest } from './refund-request.entity.ts';

/** Decisions of others, and the ends of the clocks. */
const NEWS = ['approve', 'reject', 'lapse', 'confirmReturn', 'acceptReturn', 'supersede'];
const REMINDERS = [3, 1].map(reminder.event);
export const MAILED_EVENTS: readonly string[] = [...NEWS, ...REMINDERS];

/**
 * Mails the customer the state of its request, with the reason of a rejection and the time by which it must send the
 * goods back. A reminder goes to it only while it is its turn; the end by its own acceptance is no news.
 */
export async function mailCustomer(tx: Tx, row: RefundRequest, event: string): Promise<void> {
  const { status, dueAt, decisionReason } = row;
  const isTurn = status === 'AWAITING_RETURN';
  if (!isTurn && REMINDERS.includes(event)) return;
  if (event === 'supersede' && status === 'WITHDRAWN') return;
  await mailAboutOrder(tx, row, 'refundNews', {
    order: row.orderNumber,
    product: row.productName,
    amount: money.text(row.amountMinor),
    state: `enum.RefundRequestStatus.${status}`,
    until: isTurn && dueAt ? calendar.localMinute(dueAt) : '',
    isReturn: isTurn ? 'yes' : 'no',
    reason: decisionReason ?? '',
  });
}
