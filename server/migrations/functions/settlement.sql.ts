import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of line disputes: one sequence for all partners, so that a number identifies one dispute. */
export const LINE_DISPUTE_NUMBER_SQL = `
create sequence if not exists line_dispute_serial;
grant usage on sequence line_dispute_serial to ${DB_ROLES.app};`;

/**
 * Settlement of a billed sale with its adjustments, not below zero; null until it is billed. Triggers keep it in the
 * refunds of the sale.
 */
export const SETTLED_OF_SALE = `
create or replace function settled_of_sale(asked_line uuid) returns bigint
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return (select greatest(0, l.settled_minor + coalesce((
      select sum(a.amount_minor) from bill_adjustment a where a.order_line_id = l.id), 0))
    from order_line l where l.id = asked_line and l.settled_minor is not null);
end
$$`;
