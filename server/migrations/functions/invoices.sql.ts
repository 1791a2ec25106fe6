/** Whether any partner has registered an invoice number: a number is used once on the whole site. */
export const GUARD_INVOICE_NUMBER = `
create or replace function guard_invoice_number_taken(asked_number text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from invoice_registration r where r.number = asked_number)
    or exists (select 1 from invoice_red_letter l where l.number = asked_number);
end
$$`;
