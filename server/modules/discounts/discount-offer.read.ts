import { type SignedLinks, type SignedSubject, signedToken } from '../../platform/command/links.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DiscountState } from './discount.machine.ts';

const PURPOSE = 'DISCOUNT_OFFER';

/** Path of a discount's private link (私有链接) below the portal's address. */
export const offerPath = (secrets: Secrets, discountId: string): string =>
  `/offers/${signedToken(secrets, PURPOSE, discountId)}`;

/** State of the link for each state in which the customer may see the discount (domain §4.4). */
const STANDING: Partial<Record<DiscountState, SignedSubject['state']>> = {
  SCHEDULED: 'NOT_YET',
  EFFECTIVE: 'OK',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
  UNUSABLE: 'REVOKED',
};

interface Found extends Pick<SignedSubject, 'customerId' | 'customerName' | 'issuerOrgId'> {
  readonly status: DiscountState;
  readonly until: string;
}

/** Private links of discounts: valid while the discount is in effect, for any number of openings. */
export const offerLinks: SignedLinks = {
  purpose: PURPOSE,
  async subject(tx, id, now) {
    const [row] = await tx.rows<Found>(sql`
      select status, customer_id as "customerId", customer_name as "customerName", partner_id as "issuerOrgId",
        (extract(epoch from valid_until) * 1000)::bigint::text as until
      from exclusive_discount where id = ${id}::uuid`);
    const state = row && STANDING[row.status];
    if (!row || !state) return null;
    const { customerId, customerName, issuerOrgId } = row;
    const expiresAt = new Date(Number(row.until));
    // The clock event of the end may be a minute late.
    const over = state === 'OK' && expiresAt <= now;
    return {
      state: over ? 'EXPIRED' : state,
      customerId,
      customerName,
      issuerOrgId,
      expiresAt,
    };
  },
};
