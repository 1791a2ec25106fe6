import { sql } from '../../../platform/sql/sql.ts';
import { priceLinks } from '../price/price-links.ts';

/** Private links of discounts. */
export const offerLinks = priceLinks({
  purpose: 'DISCOUNT_OFFER',
  page: '/offers',
  subject: (id) => sql`
    select status, customer_id as "customerId", customer_name as "customerName", partner_id as "issuerOrgId",
      valid_until as "expiresAt"
    from exclusive_discount where id = ${id}::uuid`,
});
