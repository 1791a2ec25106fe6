import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

export class CustomerFlags extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "customer_flag" ("id" uuid not null, "created_at" timestamptz(3) not null, "customer_id" uuid not null, "flag" text not null, "since" timestamptz(3) not null, "checked_at" timestamptz(3) not null, "stale_after" timestamptz(3) null, "source" text not null, "set_by" text null, "reason" text null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "customer_flag" add constraint "customer_flag_once" unique ("customer_id", "flag")`,
    );
    this.addSql(`alter table "upstream_customer" drop column "label", drop column "manager_name"`);
    this.addSql(
      `alter table "customer_flag" add constraint "customer_flag_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "customer_flag" add constraint "customer_flag_flag_check" check ("flag" in ('OUTSTANDING_BILL', 'BARRED_CONTRACT', 'CUSTODY_SUB_ACCOUNT', 'FROZEN', 'RESERVED_INSTANCE', 'SUPPORT_PLAN', 'SPECIAL_CONTRACT', 'INDEPENDENT_MEMBERS', 'UNPAID_PARTNER_PAYS', 'ARREARS', 'DIRECT_SALES_FOLLOW_UP'))`,
    );
    this.addSql(
      `alter table "customer_flag" add constraint "customer_flag_source_check" check ("source" in ('UPSTREAM', 'OPERATOR'))`,
    );
    this.addSql(`insert into customer_flag (id, created_at, customer_id, flag, since, checked_at, source)
      select gen_random_uuid(), now(), c.id, f.flag, c.updated_at, c.updated_at,
        case when f.flag in ('BARRED_CONTRACT', 'CUSTODY_SUB_ACCOUNT', 'INDEPENDENT_MEMBERS', 'DIRECT_SALES_FOLLOW_UP') then 'OPERATOR' else 'UPSTREAM' end
      from customer c cross join lateral (select distinct unnest(c.upstream_flags) as flag) f`);
    this.addSql(`create or replace function customer_flag_customer_flag_to_customer_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update customer c set upstream_flags = n.flags
    from (select x.customer_id, coalesce((select array_agg(f.flag order by f.flag) from customer_flag f where f.customer_id = x.customer_id), '{}') as flags
      from (select *, 1 as factor from new_rows) x group by x.customer_id) n
    where c.id = n.customer_id and c.upstream_flags is distinct from n.flags; return null; end; $$`);
    this.addSql(
      `revoke all on function customer_flag_customer_flag_to_customer_insert_fn() from public`,
    );
    this.addSql(
      `grant execute on function customer_flag_customer_flag_to_customer_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger customer_flag_to_customer_insert after insert on customer_flag referencing new table as new_rows for each statement execute function customer_flag_customer_flag_to_customer_insert_fn()`,
    );
    this.addSql(`create or replace function customer_flag_customer_flag_to_customer_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update customer c set upstream_flags = n.flags
    from (select x.customer_id, coalesce((select array_agg(f.flag order by f.flag) from customer_flag f where f.customer_id = x.customer_id), '{}') as flags
      from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) x group by x.customer_id) n
    where c.id = n.customer_id and c.upstream_flags is distinct from n.flags; return null; end; $$`);
    this.addSql(
      `revoke all on function customer_flag_customer_flag_to_customer_update_fn() from public`,
    );
    this.addSql(
      `grant execute on function customer_flag_customer_flag_to_customer_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger customer_flag_to_customer_update after update on customer_flag referencing old table as old_rows new table as new_rows for each statement execute function customer_flag_customer_flag_to_customer_update_fn()`,
    );
    this.addSql(`create or replace function customer_flag_customer_flag_to_customer_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update customer c set upstream_flags = n.flags
    from (select x.customer_id, coalesce((select array_agg(f.flag order by f.flag) from customer_flag f where f.customer_id = x.customer_id), '{}') as flags
      from (select *, -1 as factor from old_rows) x group by x.customer_id) n
    where c.id = n.customer_id and c.upstream_flags is distinct from n.flags; return null; end; $$`);
    this.addSql(
      `revoke all on function customer_flag_customer_flag_to_customer_delete_fn() from public`,
    );
    this.addSql(
      `grant execute on function customer_flag_customer_flag_to_customer_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger customer_flag_to_customer_delete after delete on customer_flag referencing old table as old_rows for each statement execute function customer_flag_customer_flag_to_customer_delete_fn()`,
    );
    this.addSql(`alter table "customer_flag" enable row level security`);
    this.addSql(`alter table "customer_flag" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer_flag" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_flag" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(`create policy "app_read" on "customer_flag" for select to "partnergraph_app" using ((exists (select 1 from customer_access a
        where a.customer_id = customer_flag.customer_id and a.org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and a.until is null)))`);
    this.addSql(
      `create policy "operator_rows" on "customer_flag" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "customer_flag" for select to "partnergraph_reporting" using (false)`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
