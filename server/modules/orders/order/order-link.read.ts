import { DAY } from '../../../platform/clock.ts';
import { signedLinks } from '../../../platform/command/links.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { contactOnFile } from '../../customers/index.ts';
import { linkDays } from './order.policies.ts';

interface Found {
  readonly customerId: string;
  readonly customerName: string;
  readonly issuerOrgId: string | null;
  readonly placedAt: Date;
  /** Address of the contact on file; null without one. */
  readonly receiver: string | null;
}

/**
 * Links of orders, mailed to the customer's contact on file: each shows one order, for any number of openings, until
 * another contact is on file.
 */
export const orderLinks = signedLinks({
  purpose: 'ORDER',
  page: '/buyer/orders',
  states: { PLACED: 'OK' },
  async subject(tx, id, now) {
    const [row] = await tx.rows<Found>(sql`
      select customer_id as "customerId", customer_name as "customerName", partner_id as "issuerOrgId", placed_at as "placedAt",
        ${contactOnFile(sql`customer_order.customer_id`)} as receiver
      from customer_order where id = ${id}::uuid`);
    const receiver = row?.receiver;
    if (!receiver) return null;
    const expiresAt = new Date(row.placedAt.getTime() + (await linkDays.value(tx, now)) * DAY);
    return { ...row, receiver, status: 'PLACED', expiresAt };
  },
});
