import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { HOLDING_STATES, JointSalesAuthorizationEntity } from '../../authorizations/index.ts';
import { discountLife } from '../../discounts/index.ts';

/**
 * A seller can cap the cash of a month under a joint-sales authorization (domain §4.3b): of the lines that were paid in
 * it, less their refunds. Once the cap is reached, no new discount is submitted until the next month; effective ones
 * continue. Everybody's lines count, also for a representative.
 */
export const withinMonthlyCash = discountLife.guard({
  event: 'submit',
  code: 'CASH_LIMIT_REACHED',
  when: (d) => sql`(
    select guard_cash_limit_reached(a.id, ${calendarSql.startOf('month')}) from ${sql.table(JointSalesAuthorizationEntity)} a
    where a.partner_id = ${d.partnerId} and a.product_id = ${d.productId}
      and (a.customer_id is null or a.customer_id = ${d.customerId})
      and a.status in (${sql.words(HOLDING_STATES)}) and a.valid_from <= ${sql.raw(NOW)} and a.valid_until > ${sql.raw(NOW)}
    order by a.customer_id is null limit 1)`,
});
