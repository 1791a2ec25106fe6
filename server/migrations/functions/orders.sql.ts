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

/**
 * Whether the cash paid since an instant under a joint-sales authorization reaches its limit of a month, less refunds. A
 * refund counts by the payment of its sale. A representative sees only the lines of its own customers, and learns no sum.
 */
export const GUARD_CASH_LIMIT_REACHED = `
create or replace function guard_cash_limit_reached(asked_authorization uuid, since timestamptz) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare a record;
begin
  select x.partner_id, x.product_id, x.customer_id, x.max_cash_per_month_minor as most into a
    from joint_sales_authorization x where x.id = asked_authorization;
  if a.most is null then return false; end if;
  return a.most <= (
    select coalesce(sum(l.cash_minor), 0) from order_line l
    where l.partner_id = a.partner_id and l.product_id = a.product_id and (a.customer_id is null or l.customer_id = a.customer_id)
      and coalesce(l.recorded_at, l.placed_at) >= since and l.status not in ('PENDING_PAYMENT', 'CANCELLED')
      and coalesce((l.attribution_facts->>'at')::timestamptz,
        (select coalesce((o.attribution_facts->>'at')::timestamptz, o.placed_at) from order_line o where o.id = l.refund_of_id), l.placed_at) >= since);
end
$$`;

/**
 * Latest year, in Shanghai, in which a partner sold to a customer, with the sales of that year less refunds; the year 0
 * without sales. Triggers call it.
 */
export const SALES_TO = `
create or replace function sales_to(asked_customer uuid, asked_partner uuid) returns table (sold_in_year int, minor bigint)
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return query select coalesce(max(s.sold_year), 0), coalesce((array_agg(s.deal order by s.sold_year desc))[1], 0)::bigint from (
    select extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as sold_year, sum(l.deal_minor) as deal
    from order_line l where l.customer_id = asked_customer and l.partner_id = asked_partner
      and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1) s;
end
$$`;
