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
 * State of a customer's open binding to a sub-distributor of the viewer, else of the last binding; null for any other
 * partner.
 */
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
