import { signedLinks } from '../../../platform/command/links.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { DiscountState } from './discount.machine.ts';

interface Found {
  readonly status: DiscountState;
  readonly customerId: string;
  readonly customerName: string;
  readonly issuerOrgId: string;
  readonly expiresAt: Date;
}

/** Private links (私有链接) of discounts: valid while the discount is in effect, for any number of openings (domain §4.4). */
export const offerLinks = signedLinks<DiscountState>({
  purpose: 'DISCOUNT_OFFER',
  page: '/offers',
  states: {
    SCHEDULED: 'NOT_YET',
    EFFECTIVE: 'OK',
    EXPIRED: 'EXPIRED',
    REVOKED: 'REVOKED',
    UNUSABLE: 'REVOKED',
  },
  async subject(tx, id) {
    const [row] = await tx.rows<Found>(sql`
      select status, customer_id as "customerId", customer_name as "customerName", partner_id as "issuerOrgId",
        valid_until as "expiresAt"
      from exclusive_discount where id = ${id}::uuid`);
    return row ?? null;
  },
});
