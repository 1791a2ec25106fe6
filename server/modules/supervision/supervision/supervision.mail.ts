import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { reminder } from '../../../platform/machine.ts';
import { mailAboutOrder } from '../../orders/index.ts';
import { FLOWS, type Template } from './flows.machine.ts';
import type { Supervision } from './supervision.entity.ts';

/** Events of the others of which the customer is notified even if it is not its turn. */
const NOTICES: readonly string[] = ['autoAccept', 'appeal', 'resolve', 'close', 'flagOverdue'];
/** Events at the customer's node that its mails leave out: they ask nothing of it. */
const QUIET: readonly string[] = [
  'begin',
  'warnDelivery',
  'changeAddress',
  'requireReview',
  'waiveReview',
];

const nextStep = (template: Template, status: string): string =>
  FLOWS[template].find(({ node }) => node === status)!.event;

/** Mail to the customer after an event: its next step, or the news; null if it needs neither. */
function mailOf(
  { status, actor, template, autoAcceptAt }: Supervision,
  event: string,
): { template: string; params: Readonly<Record<string, string>> } | null {
  if (actor === 'CUSTOMER' && !QUIET.includes(event)) {
    const auto = autoAcceptAt ? calendar.localDate(autoAcceptAt) : '';
    const step = `event.Supervision.${nextStep(template, status)}`;
    return { template: 'supervisionTurn', params: { step, auto } };
  }
  return NOTICES.includes(event) ? { template: 'supervisionNotice', params: {} } : null;
}

/**
 * Mails the customer's contact on file, with a link to the order, when others have acted, and as a reminder of its
 * turn. Nothing is mailed without a contact.
 */
export async function mailCustomer(tx: Tx, row: Supervision, event: string): Promise<void> {
  const mail = mailOf(row, event);
  if (!mail || tx.viewer.side === 'customer') return;
  const what = reminder.days(event) === null ? event : 'nudge';
  await mailAboutOrder(tx, row, mail.template, {
    order: row.orderNumber,
    product: row.productName,
    event: `event.Supervision.${what}`,
    ...mail.params,
  });
}
