/** Time of the latest mail that an organization asked for about a record; null if there is none. */
export const GUARD_MAILED_AT = `
create or replace function guard_mailed_at(asked_record uuid) returns timestamptz
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select max(m.created_at) from outbox_message m where m.about_id = asked_record);
end
$$`;

/** Number of mails that an organization asked for since an instant. The outbox shows its rows to the system alone. */
export const GUARD_MAILS_SINCE = `
create or replace function guard_mails_since(asking_org uuid, since timestamptz) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select count(*)::int from outbox_message m
    where m.turn_id = asking_org and m.about_id is not null and m.created_at > since);
end
$$`;
