import { signedLinks } from '../../../platform/command/links.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { OfferState } from './offer.machine.ts';

interface Found {
  readonly status: OfferState;
  readonly customerId: string;
  readonly customerName: string;
  readonly issuerOrgId: string;
  readonly expiresAt: Date;
}

/** Private links of offers, one for each listed customer: valid while the offer is in effect. */
export const privateOfferLinks = signedLinks<OfferState>({
  purpose: 'PRIVATE_OFFER',
  page: '/offers/private',
  states: {
    SCHEDULED: 'NOT_YET',
    EFFECTIVE: 'OK',
    EXPIRED: 'EXPIRED',
    REVOKED: 'REVOKED',
    UNUSABLE: 'REVOKED',
  },
  async subject(tx, id) {
    const [row] = await tx.rows<Found>(sql`
      select o.status, r.customer_id as "customerId", r.customer_name as "customerName", o.seller_id as "issuerOrgId",
        o.valid_until as "expiresAt"
      from private_offer_recipient r join private_offer o on o.id = r.offer_id where r.id = ${id}::uuid`);
    return row ?? null;
  },
});
