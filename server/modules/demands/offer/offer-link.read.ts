import {
  type SignedLinks,
  type SignedSubject,
  signedToken,
} from '../../../platform/command/links.ts';
import type { Secrets } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { OfferState } from './offer.machine.ts';

const PURPOSE = 'PRIVATE_OFFER';

/** Path of the private link of a recipient below the portal's address. */
export const privateOfferPath = (secrets: Secrets, recipientId: string): string =>
  `/offers/private/${signedToken(secrets, PURPOSE, recipientId)}`;

/** State of the link for each state in which the customer may see the offer. */
const STANDING: Partial<Record<OfferState, SignedSubject['state']>> = {
  SCHEDULED: 'NOT_YET',
  EFFECTIVE: 'OK',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
  UNUSABLE: 'REVOKED',
};

interface Found extends Pick<SignedSubject, 'customerId' | 'customerName' | 'issuerOrgId'> {
  readonly status: OfferState;
  readonly until: string;
}

/** Private links of offers, one for each listed customer: valid while the offer is in effect. */
export const privateOfferLinks: SignedLinks = {
  purpose: PURPOSE,
  async subject(tx, id, now) {
    const [row] = await tx.rows<Found>(sql`
      select o.status, r.customer_id as "customerId", r.customer_name as "customerName", o.seller_id as "issuerOrgId",
        (extract(epoch from o.valid_until) * 1000)::bigint::text as until
      from private_offer_recipient r join private_offer o on o.id = r.offer_id where r.id = ${id}::uuid`);
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
