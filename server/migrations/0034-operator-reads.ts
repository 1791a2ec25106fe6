import { Migration } from '@mikro-orm/migrations';
import { DB_ROLES } from '../platform/db/tenancy.ts';

const { operator } = DB_ROLES;

/** The role of operators' reads: its rights, and a policy on every table that operators read. */
export class OperatorReads extends Migration {
  override async up(): Promise<void> {
    this.addSql(`grant usage on schema public to ${operator}`);
    this.addSql(`grant select on all tables in schema public to ${operator}`);
    this.addSql(`revoke all on demo_mark from ${operator}`);
    this.addSql(`alter default privileges in schema public grant select on tables to ${operator}`);
    this.addSql(
      `create policy operator_rows on policy_value for select to ${operator} using (true)`,
    );
    const own = `member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system'`;
    this.addSql(`do $$
declare t record;
begin
  for t in select p.tablename as name, p.tablename in ('notification', 'notification_preference') as own from pg_policies p
    where p.schemaname = 'public' and p.policyname = 'reporting_rows'
      and not exists (select 1 from pg_policies o where o.tablename = p.tablename and o.policyname = 'operator_rows')
  loop
    execute format('create policy operator_rows on %I for select to ${operator} using (%s)', t.name, case when t.own then '${own.replaceAll("'", "''")}' else 'true' end);
  end loop;
  for t in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname like 'guard\\_%' and p.provolatile <> 'v'
  loop
    execute format('grant execute on function %s to ${operator}', t.name);
  end loop;
end
$$`);
  }
}
