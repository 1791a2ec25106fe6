import { DB_ROLES } from '../../platform/db/tenancy.ts';
import type { SqlOf } from '../../platform/read/declare.ts';
import { nullUnless } from '../../platform/read/visible.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';

/** Whether the viewer's tenant is a partner of the programme. */
export const viewerInProgramme: Sql = sql.raw('(select viewer_in_programme())');

/**
 * Whether a partner is a sub-distributor of the viewer's tenant. The sub-select is evaluated at most once for a
 * statement.
 */
export const isSubDistributor = (partnerId: Sql): Sql =>
  sql`${partnerId} = any((select viewer_sub_distributors())::uuid[])`;

/** The distributor of the viewer's tenant; null unless the tenant is a sub-distributor. */
export const viewerDistributor: Sql = sql.raw('(select viewer_distributor())');

/**
 * A value that the other sides read as it is, but a partner only in its own rows: neither its distributor nor its
 * sub-distributors read it.
 */
export function notForDistributors<N extends string>(value: SqlOf<N>): SqlOf<N | 'partnerId'> {
  const own: SqlOf<N | 'partnerId'> = (d, v, role) =>
    Role.sideOf(role) === 'partner'
      ? sql`case when ${d.partnerId} = ${v.tenantId} then ${value(d, v, role)} end`
      : value(d, v, role);
  return value.sees ? nullUnless(value.sees, own) : own;
}

/**
 * A function, because PostgreSQL plans the sub-select of every policy in every statement, used or not: with
 * the policies of `partner` inside, it took half the time of a statement over five such tables. It runs as the
 * owner, because the policies of `partner` take half of its own time; it tells a viewer only about the viewer's own tenant.
 */
export const VIEWER_IN_PROGRAMME_SQL = `
create or replace function viewer_in_programme() returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return current_setting('app.side', true) = 'partner'
    and exists (select 1 from partner where id = nullif(current_setting('app.tenant', true), '')::uuid);
end $$;
alter function viewer_in_programme() owner to ${DB_ROLES.owner};
revoke all on function viewer_in_programme() from public;
grant execute on function viewer_in_programme() to ${DB_ROLES.app}, ${DB_ROLES.operator};
`;

/** A function, because PostgreSQL would plan its sub-select in every statement. */
export const VIEWER_SUB_DISTRIBUTORS_SQL = `
create or replace function viewer_sub_distributors() returns uuid[]
language plpgsql stable parallel safe as $$
begin
  if coalesce(current_setting('app.side', true), '') <> 'partner' then return '{}'; end if;
  return array(select id from public.partner where parent_id = nullif(current_setting('app.tenant', true), '')::uuid);
end;
$$;
`;

/** A function, because PostgreSQL would plan its sub-select in every statement. */
export const VIEWER_DISTRIBUTOR_SQL = `
create or replace function viewer_distributor() returns uuid
language plpgsql stable parallel safe as $$
begin
  if coalesce(current_setting('app.side', true), '') <> 'partner' then return null; end if;
  return (select parent_id from public.partner where id = nullif(current_setting('app.tenant', true), '')::uuid);
end;
$$;
`;
