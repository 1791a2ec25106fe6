import { calendar } from '../../platform/calendar.ts';
import type { Tx } from '../../platform/command/types.ts';
import { reminder } from '../../platform/machine.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity } from '../identity/index.ts';
import type { Authorization } from './authorization.write.ts';

/** Mails both parties that an authorization is about to end. */
export async function endingMail(tx: Tx, row: Authorization, event: string) {
  const days = reminder.days(event);
  if (days === null) return null;
  const [seller] = await tx.rows<{ name: string }>(
    sql`select name from ${sql.table(OrganizationEntity)} where id = ${row.sellerId}`,
  );
  return {
    template: 'authorizationEnding',
    params: {
      seller: seller!.name,
      product: row.productName,
      kind: 'maxCustomers' in row ? 'JOINT' : 'CSP',
      level: row.partnerId ? 'PARTNER' : 'PRODUCT',
      partner: row.partnerName ?? '',
      customer: row.customerName ?? '',
      days,
      last: calendar.lastDay(row.validUntil),
    },
  };
}
