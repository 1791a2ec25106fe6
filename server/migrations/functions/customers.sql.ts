import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Numbers of the events of customers: several organizations change their own data of one customer. */
export const CUSTOMER_EVENT_NUMBER_SQL = `
create sequence if not exists customer_event_serial;
grant usage on sequence customer_event_serial to ${DB_ROLES.app};`;

/** Whether two names differ in more than case, width and blanks. */
const DIFFERS = (a: string, b: string): string =>
  [a, b]
    .map((name) => `regexp_replace(lower(normalize(${name}, NFKC)), '\\s', '', 'g')`)
    .join(' <> ');

/**
 * Finds the customer with an account, or creates it as a prospect, and returns its id. Returns null if the account
 * belongs to a customer with another name. A partner may enter a prospect that others know already, but must not
 * discover names by trying accounts. The function writes no contact: the address of an invitation is the partner's
 * statement and remains with the binding.
 *
 * A prospect that only partners named holds its account while a binding to it is open or was ever bound. After that,
 * the account goes to the prospect of the next partner: the former row keeps its name, so that nobody learns the new one.
 */
export const GUARD_PROSPECT = `
create or replace function guard_prospect(new_id uuid, given_name text, given_key text, account text, at timestamptz)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known customer;
begin
  select * into known from customer c where c.cloud_account = account for update;
  if known.id is not null and ${DIFFERS('known.name', 'given_name')} then
    update customer c set cloud_account = null, version = c.version + 1
    where c.id = known.id and c.source = 'PARTNER' and c.upstream_id is null and not c.contact_on_file and not exists (
      select from partner_binding b where b.customer_id = c.id
        and (b.bound_at is not null or b.status not in ('DECLINED', 'EXPIRED', 'UNBOUND')));
    if not found then
      return null;
    end if;
    known = null;
  end if;
  if known.id is not null then
    return known.id;
  end if;
  insert into customer (id, created_at, name, name_key, cloud_account, customer_type, verified_status, upstream_flags, source, version)
  values (new_id, at, given_name, given_key, account, 'COMPANY', 'NONE', '{}', 'PARTNER', 1)
  on conflict (cloud_account) do nothing;
  select * into known from customer c where c.cloud_account = account;
  return case when ${DIFFERS('known.name', 'given_name')} then null else known.id end;
end
$$`;

/**
 * Time at which a flag of a customer was last confirmed, and whether it is older than the target lag of its API. A
 * flag without a row is as old as the customer's row. A caller sees only its own rows.
 */
export const FLAG_AGES = [
  `create or replace function flag_as_of(asked_customer uuid, asked_flag text) returns timestamptz
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return coalesce(
    (select f.checked_at from customer_flag f where f.customer_id = asked_customer and f.flag = asked_flag),
    (select c.updated_at from customer c where c.id = asked_customer));
end
$$`,
  `create or replace function flag_is_stale(asked_customer uuid, asked_flag text, at timestamptz) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (
    select 1 from customer_flag f where f.customer_id = asked_customer and f.flag = asked_flag and f.stale_after < at);
end
$$`,
] as const;
