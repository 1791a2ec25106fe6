/**
 * The customer that a seller specifies, if the partner knows the customer: by id, or by account and name, which must
 * both match. Null in every other case, because a seller must not discover accounts or names by trial.
 */
export const GUARD_CUSTOMER_OF_PARTNER = `
create or replace function guard_customer_of_partner(asked_partner uuid, asked_customer uuid, account text, given_name text)
returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select c.id from customer c
    join customer_access a on a.customer_id = c.id and a.org_id = asked_partner and a.until is null
    where c.id = asked_customer
      or (c.cloud_account = lower(account)
        and regexp_replace(lower(normalize(c.name, NFKC)), '\\s', '', 'g')
          = regexp_replace(lower(normalize(given_name, NFKC)), '\\s', '', 'g')));
end
$$`;
