import { DB_ROLES } from '../../platform/db/tenancy.ts';

/** Serial numbers of customer demands: one sequence for all partners, so that a number identifies one demand. */
export const CUSTOMER_DEMAND_NUMBER_SQL = `
create sequence if not exists customer_demand_serial;
grant usage on sequence customer_demand_serial to ${DB_ROLES.app};`;

/** Serial numbers of private offers. */
export const PRIVATE_OFFER_NUMBER_SQL = `
create sequence if not exists private_offer_serial;
grant usage on sequence private_offer_serial to ${DB_ROLES.app};`;

/**
 * The customer with this account and this name, for a partner or a seller who knows both. Null in every other case,
 * because nobody must discover accounts or names by trial.
 */
export const GUARD_CUSTOMER_NAMED = `
create or replace function guard_customer_named(account text, given_name text)
returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select c.id from customer c
    where c.cloud_account = lower(account)
      and regexp_replace(lower(normalize(c.name, NFKC)), '\\s', '', 'g')
        = regexp_replace(lower(normalize(given_name, NFKC)), '\\s', '', 'g'));
end
$$`;
