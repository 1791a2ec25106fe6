import { sql } from '../../platform/sql/sql.ts';
import { discountLife } from '../discounts/index.ts';

/** A discount cannot be revoked while an order with its price awaits payment (domain §4.4). */
export const whileUnpaid = discountLife.guard({
  event: 'revoke',
  code: 'USED_IN_UNPAID_ORDER',
  when: (d) => sql`guard_discount_awaits_payment(${d.id})`,
});
