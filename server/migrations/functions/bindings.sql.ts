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

/** State of the open binding of a customer to a sub-distributor of the viewer, else of the last; null for any other partner. */
export const GUARD_BINDING_STATUS = `
create or replace function guard_binding_status(asked_customer uuid, asked_partner uuid) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select b.status from partner_binding b join partner p on p.id = b.partner_id
    where b.customer_id = asked_customer and b.partner_id = asked_partner
      and p.parent_id = nullif(current_setting('app.tenant', true), '')::uuid
    order by b.status not in ('DECLINED', 'EXPIRED', 'UNBOUND') desc, b.bound_at is not null desc, b.created_at desc, b.id desc limit 1);
end
$$`;
