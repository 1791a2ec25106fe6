/**
 * The customer that a seller means, if the partner knows it: by its id, or by account and name, which
 * must both fit. Null in every other case: a seller must not learn accounts or names by trying.
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
