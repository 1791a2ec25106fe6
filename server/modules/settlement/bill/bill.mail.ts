import { calendar } from '../../../platform/calendar.ts';
import { reminder } from '../../../platform/machine.ts';
import { money } from '../../../platform/money.ts';
import type { SettlementBill } from './bill.entity.ts';

/**
 * Returns the mail that asks the partner's finance roles to confirm a bill or reminds them of it; null for other
 * events, and for a bill that awaits no confirmation.
 */
export function billMail(row: SettlementBill, event: string) {
  const days = reminder.days(event);
  const { status, dueAt } = row;
  if (status !== 'SENT' || !dueAt || (event !== 'send' && days === null)) return null;
  const facts = {
    period: row.period,
    bill: row.number,
    gross: money.text(row.grossMinor),
    net: money.text(row.netMinor),
    tax: money.text(row.taxMinor),
    lines: row.lineCount,
    due: calendar.localMinute(dueAt),
  };
  return days === null
    ? { template: 'billConfirmation', params: facts }
    : { template: 'billConfirmationDue', params: { ...facts, days } };
}
