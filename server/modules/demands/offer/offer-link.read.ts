import { sql } from '../../../platform/sql/sql.ts';
import { priceLinks } from '../../discounts/index.ts';

/** Private links of offers, one for each listed customer. */
export const privateOfferLinks = priceLinks({
  purpose: 'PRIVATE_OFFER',
  page: '/offers/private',
  subject: (id) => sql`
    select o.status, r.customer_id as "customerId", r.customer_name as "customerName", o.seller_id as "issuerOrgId",
      o.valid_until as "expiresAt"
    from private_offer_recipient r join private_offer o on o.id = r.offer_id where r.id = ${id}::uuid`,
});
