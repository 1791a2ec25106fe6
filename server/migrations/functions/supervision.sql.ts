import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of appeals: one sequence for the whole site. */
export const APPEAL_NUMBER_SQL = `
create sequence if not exists appeal_serial;
grant usage on sequence appeal_serial to ${DB_ROLES.app};`;

/**
 * Whether an order has an open appeal. Another seller of the same order may have opened it, whose appeals a seller does
 * not see.
 */
export const GUARD_ORDER_HAS_OPEN_APPEAL = `
create or replace function guard_order_has_open_appeal(asked_order uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from appeal a where a.order_id = asked_order and a.status in ('SUBMITTED', 'IN_REVIEW'));
end
$$`;
