import { DAY } from '../../platform/clock.ts';
import { type SignedLinks, signedToken } from '../../platform/command/links.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { sql } from '../../platform/sql/sql.ts';
import { linkDays } from './order.policies.ts';

const PURPOSE = 'ORDER';

/** Path of an order's link for its customer, below the portal's address. */
export const orderPath = (secrets: Secrets, orderId: string): string =>
  `/buyer/orders/${signedToken(secrets, PURPOSE, orderId)}`;

interface Found {
  readonly customerId: string;
  readonly customerName: string;
  readonly partnerId: string | null;
  readonly placedMs: number;
}

/** Links of orders, mailed to the customer's contact on file: each shows one order, for any number of openings. */
export const orderLinks: SignedLinks = {
  purpose: PURPOSE,
  async subject(tx, id, now) {
    const [row] = await tx.rows<Found>(sql`
      select customer_id as "customerId", customer_name as "customerName", partner_id as "partnerId",
        (extract(epoch from placed_at) * 1000)::float8 as "placedMs"
      from customer_order where id = ${id}::uuid`);
    if (!row) return null;
    const { customerId, customerName, partnerId, placedMs } = row;
    const expiresAt = new Date(placedMs + (await linkDays.value(tx, now)) * DAY);
    return {
      state: expiresAt <= now ? 'EXPIRED' : 'OK',
      customerId,
      customerName,
      issuerOrgId: partnerId,
      expiresAt,
    };
  },
};
