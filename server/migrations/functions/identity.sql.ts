/**
 * Whether an organization has asked for a mail about a record since an instant. The outbox shows its rows to the system
 * alone, so these functions answer for it.
 */
export const GUARD_MAILED_SINCE = `
create or replace function guard_mailed_since(asked_record uuid, since timestamptz) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from outbox_message m where m.about_id = asked_record and m.created_at > since);
end
$$`;

/** Whether an organization has asked for at least a number of mails since an instant. */
export const GUARD_MAILS_REACHED = `
create or replace function guard_mails_reached(asking_org uuid, since timestamptz, asked_limit integer) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select count(*) from outbox_message m
    where m.turn_id = asking_org and m.about_id is not null and m.created_at > since) >= asked_limit;
end
$$`;
