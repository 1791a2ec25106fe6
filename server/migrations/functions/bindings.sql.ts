/**
 * Checks of other partners' bindings for guards (domain §4.1). Each returns only a boolean, never a partner: the
 * caller learns no more than that another partner was first.
 */
export const GUARD_LINKED_ELSEWHERE = `
create or replace function guard_linked_elsewhere(asked_customer uuid, asking_partner uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select 1 from partner_binding b
    where b.customer_id = asked_customer and b.partner_id <> asking_partner
      and b.status in ('BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING'));
end
$$`;

/** A pre-registration keeps its effect while its invitation is open. */
export const GUARD_PRE_REGISTERED_ELSEWHERE = `
create or replace function guard_pre_registered_elsewhere(asked_customer uuid, asking_partner uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select 1 from partner_binding b
    where b.customer_id = asked_customer and b.partner_id <> asking_partner
      and (b.status = 'PRE_REGISTERED' or (b.status = 'INVITED' and b.pre_registered_at is not null)));
end
$$`;

/**
 * State and type of a customer's current binding to a partner, or to any partner: the open one, or else the latest. A
 * bound one precedes an invitation. Triggers call it; a caller sees only its own rows.
 */
export const CURRENT_BINDING = `
create or replace function current_binding(asked_customer uuid, asked_partner uuid) returns table (status text, type text)
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return query select b.status, b.type from partner_binding b
    where b.customer_id = asked_customer and (asked_partner is null or b.partner_id = asked_partner)
    order by b.status not in ('DECLINED', 'EXPIRED', 'UNBOUND') desc, b.bound_at is not null desc, b.created_at desc, b.id desc limit 1;
end
$$`;
