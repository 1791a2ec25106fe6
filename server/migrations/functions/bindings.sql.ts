/**
 * Questions about other partners' bindings that a guard may ask (domain §4.1). Each tells whether, never
 * who: a partner learns no more than that it comes too late.
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

/** A report keeps its effect while the invitation that followed it is open. */
export const GUARD_REPORTED_ELSEWHERE = `
create or replace function guard_reported_elsewhere(asked_customer uuid, asking_partner uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select 1 from partner_binding b
    where b.customer_id = asked_customer and b.partner_id <> asking_partner
      and (b.status = 'REPORTED' or (b.status = 'INVITED' and b.reported_at is not null)));
end
$$`;
