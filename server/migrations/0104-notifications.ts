import { Migration } from '@mikro-orm/migrations';

export class Notifications extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "notification_nonce" ("account_id" uuid not null, "nonce" text not null, "expires_at" timestamptz(3) not null, primary key ("account_id", "nonce"))`,
    );
    this.addSql(`create index "notification_nonce_expired" on "notification_nonce" ("expires_at")`);
    this.addSql(
      `create table "upstream_instance" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "account_id" uuid not null, "org_id" uuid not null, "instance_id" text not null, "upstream_order_id" text not null, "upstream_line_id" text not null, "is_test" boolean not null, "state" text not null, "state_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_instance_changed" on "upstream_instance" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "upstream_instance_changed_of_org" on "upstream_instance" ("org_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "upstream_instance" add constraint "upstream_instance_once" unique ("account_id", "instance_id")`,
    );
    this.addSql(
      `alter table "upstream_instance" add constraint "upstream_instance_of_line" unique ("account_id", "upstream_order_id", "upstream_line_id")`,
    );
    this.addSql(
      `create table "upstream_notification" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "account_id" uuid not null, "org_id" uuid not null, "status" text not null, "protocol" text not null, "activity" text not null, "activity_name" text not null, "matter" text not null, "upstream_order_id" text null, "upstream_line_id" text null, "instance_id" text null, "upstream_instance_id" uuid null, "is_test" boolean not null, "is_processable" boolean not null, "raw" text not null, "sent_at" timestamptz(3) not null, "last_received_at" timestamptz(3) not null, "deliveries" int not null default 1, "result_code" text not null, "attempts" int not null default 0, "next_try_at" timestamptz(3) null, "give_up_at" timestamptz(3) null, "ended_at" timestamptz(3) null, "order_id" uuid null, "problem_code" text null, "problem_path" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_notification_newest" on "upstream_notification" ("created_at", "id")`,
    );
    this.addSql(
      `create index "upstream_notification_changed" on "upstream_notification" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "upstream_notification_of_org" on "upstream_notification" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "upstream_notification_changed_of_org" on "upstream_notification" ("org_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "upstream_notification_of_account" on "upstream_notification" ("account_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "upstream_notification_of_order" on "upstream_notification" ("order_id")`,
    );
    this.addSql(
      `create index upstream_notification_due on upstream_notification (next_try_at) where status = 'RECEIVED'`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_once" unique ("account_id", "matter")`,
    );
    this.addSql(`alter table "upstream_account" add "sealed_notification_key" text null`);
    this.addSql(
      `alter table "notification_nonce" add constraint "notification_nonce_account_id_foreign" foreign key ("account_id") references "upstream_account" ("id")`,
    );
    this.addSql(`alter table "notification_nonce" enable row level security`);
    this.addSql(`alter table "notification_nonce" force row level security`);
    this.addSql(
      `create policy "owner_all" on "notification_nonce" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "notification_nonce" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "notification_nonce" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "notification_nonce" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_instance" add constraint "upstream_instance_state_check" check ("state" in ('NORMAL', 'FROZEN', 'EXPIRED', 'RELEASED'))`,
    );
    this.addSql(
      `create trigger upstream_instance_updated before update on upstream_instance for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "upstream_instance" enable row level security`);
    this.addSql(`alter table "upstream_instance" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_instance" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_instance" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_instance" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_instance" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_upstream_instance_id_foreign" foreign key ("upstream_instance_id") references "upstream_instance" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_order_id_foreign" foreign key ("order_id") references "customer_order" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_waits" check ((status = 'RECEIVED') = (next_try_at is not null) and (status = 'RECEIVED') = (give_up_at is not null))`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_problem" check (status not in ('FAILED', 'REFUSED') or problem_code is not null)`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_status_check" check ("status" in ('RECEIVED', 'PROCESSED', 'FAILED', 'REFUSED'))`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_protocol_check" check ("protocol" in ('V1', 'V2', 'KIT'))`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_activity_check" check ("activity" in ('ORDER_NOTIFY', 'NEW_INSTANCE', 'QUERY_INSTANCE', 'REFRESH_INSTANCE', 'INSTANCE_STATUS', 'EXPIRE_INSTANCE', 'RELEASE_INSTANCE', 'UPGRADE_INSTANCE', 'TENANT_SYNC', 'APPLICATION_SYNC', 'USER_SYNC', 'DEPARTMENT_SYNC', 'DEPARTMENTS_SYNC', 'OTHER'))`,
    );
    this.addSql(
      `create trigger upstream_notification_updated before update on upstream_notification for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`create or replace function upstream_notification_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('upstream_notification.org_id', c.org_id, c.org_id is not null), ('upstream_notification', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function upstream_notification_counts_insert_fn() from public`);
    this.addSql(
      `grant execute on function upstream_notification_counts_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_insert after insert on upstream_notification referencing new table as new_rows for each statement execute function upstream_notification_counts_insert_fn()`,
    );
    this.addSql(`create or replace function upstream_notification_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('upstream_notification.org_id', c.org_id, c.org_id is not null), ('upstream_notification', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function upstream_notification_counts_update_fn() from public`);
    this.addSql(
      `grant execute on function upstream_notification_counts_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_update after update on upstream_notification referencing old table as old_rows new table as new_rows for each statement execute function upstream_notification_counts_update_fn()`,
    );
    this.addSql(`create or replace function upstream_notification_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('upstream_notification.org_id', c.org_id, c.org_id is not null), ('upstream_notification', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function upstream_notification_counts_delete_fn() from public`);
    this.addSql(
      `grant execute on function upstream_notification_counts_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger counts_delete after delete on upstream_notification referencing old table as old_rows for each statement execute function upstream_notification_counts_delete_fn()`,
    );
    this.addSql(`alter table "upstream_notification" enable row level security`);
    this.addSql(`alter table "upstream_notification" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_notification" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_notification" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_notification" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_notification" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_instance" add constraint "upstream_instance_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "upstream_notification" add constraint "upstream_notification_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
  }
}
