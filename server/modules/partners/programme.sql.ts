import { type Sql, sql } from '../../platform/sql/sql.ts';

/** Whether the viewer's tenant is a partner of the programme. */
export const viewerInProgramme: Sql = sql.raw('(select viewer_in_programme())');

/**
 * A function, because PostgreSQL plans the sub-select of every policy in every statement, used or not: with
 * the policies of `partner` inside, it took half the time of a statement over five such tables.
 */
export const VIEWER_IN_PROGRAMME_SQL = `
create or replace function viewer_in_programme() returns boolean
language plpgsql stable parallel safe as $$
begin
  return current_setting('app.side', true) = 'partner'
    and exists (select 1 from public.partner where id = nullif(current_setting('app.tenant', true), '')::uuid);
end $$;
`;
