import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { reminder } from '../../../platform/machine.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import type { CustomerDemand } from './demand.entity.ts';

/** Events after which the seller must act; the others answer the demand. */
const WAITING = new Set(['submit', 'nudge']);

/** Returns the mail that asks the seller to receive a demand, or tells the parties how it ended. */
export async function demandMail(tx: Tx, row: CustomerDemand, event: string) {
  const [names] = await tx.rows<{ partner: string; seller: string }>(sql`
    select p.name as partner, s.name as seller
    from ${sql.table(OrganizationEntity)} p, ${sql.table(OrganizationEntity)} s
    where p.id = ${row.partnerId} and s.id = ${row.sellerId}`);
  const facts = {
    number: row.number,
    customer: row.customerName,
    product: row.productName,
    ...names!,
  };
  const due = calendar.localMinute(row.answerDueAt ?? tx.now);
  if (WAITING.has(event) || reminder.days(event) !== null) {
    return {
      template: 'demandWaiting',
      params: {
        ...facts,
        due,
        expected: Number(row.expectedShareRatio),
        maximum: Number(row.maxShareRatio),
      },
    };
  }
  return {
    template: 'demandAnswered',
    params: {
      ...facts,
      what: `event.CustomerDemand.${event}`,
      reason: (event === 'close' ? row.closeReason : row.answerReason) ?? '',
    },
  };
}
