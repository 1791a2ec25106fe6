import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of orders: one sequence, so that a number identifies one order. */
export const ORDER_SERIAL_SQL = `
create sequence if not exists customer_order_serial;
grant usage on sequence customer_order_serial to ${DB_ROLES.app};`;

/**
 * Whether an unpaid order uses a discount. Such an order is attributed to no partner, so the partner that granted the
 * discount cannot see the order. The partner learns that an order exists, not its customer or content.
 */
export const GUARD_DISCOUNT_AWAITS_PAYMENT = `
create or replace function guard_discount_awaits_payment(asked_discount uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select 1 from customer_order o where o.discount_id = asked_discount and o.status = 'PENDING_PAYMENT');
end
$$`;
