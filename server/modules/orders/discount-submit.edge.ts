import { calendarSql } from '../../platform/db/calendar-sql.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import { sql } from '../../platform/sql/sql.ts';
import { HOLDING_STATES, JointSalesAuthorizationEntity } from '../authorizations/index.ts';
import { discountLife } from '../discounts/index.ts';
import { soldSince } from './sold.read.ts';

const AUTHORIZED = {
  partnerId: sql.raw('a.partner_id'),
  productId: sql.raw('a.product_id'),
  customerId: sql.raw('a.customer_id'),
};

/**
 * A seller can cap the monthly sales under a joint-sales authorization (domain §4.3b). Once the cap is
 * reached, no new discount is submitted until the next month; effective ones continue.
 */
export const withinMonthlyCash = discountLife.guard({
  event: 'submit',
  code: 'CASH_LIMIT_REACHED',
  when: (d) => sql`(
    select a.max_cash_per_month_minor <= (select e.minor from ${soldSince(AUTHORIZED, 'cash', calendarSql.startOf('month'))} e)
    from ${sql.table(JointSalesAuthorizationEntity)} a
    where a.partner_id = ${d.partnerId} and a.product_id = ${d.productId}
      and (a.customer_id is null or a.customer_id = ${d.customerId})
      and a.status in (${sql.words(HOLDING_STATES)}) and a.valid_from <= ${sql.raw(NOW)} and a.valid_until > ${sql.raw(NOW)}
    order by a.customer_id is null limit 1)`,
});
