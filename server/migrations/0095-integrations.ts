import { Migration } from '@mikro-orm/migrations';

export class Integrations extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "upstream_account" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "org_id" uuid not null, "system" text not null, "status" text not null, "endpoint" text not null, "access_key_id" text not null, "sealed_credentials" text null, "key_version" int not null, "domain_id" text null, "rotated_at" timestamptz(3) not null, "rejected_at" timestamptz(3) null, "rejection_code" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_account_newest" on "upstream_account" ("created_at", "id")`,
    );
    this.addSql(
      `create index "upstream_account_changed" on "upstream_account" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "upstream_account_of_org" on "upstream_account" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create unique index upstream_account_one on upstream_account (org_id, system) where status <> 'REMOVED'`,
    );
    this.addSql(
      `create table "upstream_customer" ("id" uuid not null, "created_at" timestamptz(3) not null, "account_id" uuid not null, "org_id" uuid not null, "customer_id" uuid not null, "associated_on" timestamptz(3) not null, "association_type" text not null, "label" text null, "manager_name" text null, "seen_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_customer_of_customer" on "upstream_customer" ("customer_id")`,
    );
    this.addSql(
      `alter table "upstream_customer" add constraint "upstream_customer_once" unique ("account_id", "customer_id")`,
    );
    this.addSql(
      `create table "upstream_feed" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "account_id" uuid not null, "org_id" uuid not null, "api" text not null, "status" text not null, "cursor" jsonb null, "last_success_at" timestamptz(3) null, "last_error_code" text null, "last_error_at" timestamptz(3) null, "last_error_request_id" text null, "fresh_until" timestamptz(3) null, "stale_since" timestamptz(3) null, "next_run_at" timestamptz(3) null, "probe_at" timestamptz(3) null, "failures" int not null default 0, "holder" uuid null, "held_until" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "upstream_feed_newest" on "upstream_feed" ("created_at", "id")`);
    this.addSql(`create index "upstream_feed_changed" on "upstream_feed" ("updated_at", "id")`);
    this.addSql(
      `create index "upstream_feed_of_org" on "upstream_feed" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "upstream_feed_of_account" on "upstream_feed" ("account_id", "created_at", "id")`,
    );
    this.addSql(
      `create index upstream_feed_due on upstream_feed (next_run_at) where status <> 'OFF'`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_api" unique ("account_id", "api")`,
    );
    this.addSql(
      `create table "sync_run" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "feed_id" uuid not null, "org_id" uuid not null, "api" text not null, "outcome" text not null default 'RUNNING', "requested_by" text null, "finished_at" timestamptz(3) null, "pages" int not null default 0, "rows_read" int not null default 0, "rows_written" int not null default 0, "rows_unchanged" int not null default 0, "rows_quarantined" int not null default 0, "differences" int not null default 0, "total" int null, "error_code" text null, "error_request_id" text null, primary key ("id"))`,
    );
    this.addSql(`create index "sync_run_newest" on "sync_run" ("created_at", "id")`);
    this.addSql(`create index "sync_run_changed" on "sync_run" ("updated_at", "id")`);
    this.addSql(`create index "sync_run_of_org" on "sync_run" ("org_id", "created_at", "id")`);
    this.addSql(
      `create index "sync_run_changed_of_org" on "sync_run" ("org_id", "updated_at", "id")`,
    );
    this.addSql(`create index "sync_run_of_feed" on "sync_run" ("feed_id", "created_at", "id")`);
    this.addSql(`create unique index sync_run_one on sync_run (feed_id) where outcome = 'RUNNING'`);
    this.addSql(
      `create table "quarantined_row" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "feed_id" uuid not null, "org_id" uuid not null, "api" text not null, "status" text not null, "row_key" text null, "raw" text not null, "fingerprint" text not null, "problem_code" text not null, "problem_path" text not null, "seen_at" timestamptz(3) not null, "corrected_text" text null, "dismiss_reason" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "quarantined_row_newest" on "quarantined_row" ("created_at", "id")`);
    this.addSql(`create index "quarantined_row_changed" on "quarantined_row" ("updated_at", "id")`);
    this.addSql(
      `create index "quarantined_row_of_org" on "quarantined_row" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "quarantined_row_changed_of_org" on "quarantined_row" ("org_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "quarantined_row_of_feed" on "quarantined_row" ("feed_id", "created_at", "id")`,
    );
    this.addSql(
      `create index quarantined_row_open on quarantined_row (feed_id, row_key) where status = 'OPEN'`,
    );
    this.addSql(
      `alter table "quarantined_row" add constraint "quarantined_row_once" unique ("feed_id", "fingerprint")`,
    );
    this.addSql(
      `create table "difference" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "account_id" uuid not null, "org_id" uuid not null, "status" text not null, "difference_class" text not null, "subject_key" text not null, "customer_id" uuid null, "binding_id" uuid null, "order_id" uuid null, "field" text not null, "ours" text null, "theirs" text null, "ours_at" timestamptz(3) null, "theirs_at" timestamptz(3) not null, "resolution" text null, "resolved_at" timestamptz(3) null, "reason" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "difference_newest" on "difference" ("created_at", "id")`);
    this.addSql(`create index "difference_changed" on "difference" ("updated_at", "id")`);
    this.addSql(`create index "difference_of_org" on "difference" ("org_id", "created_at", "id")`);
    this.addSql(
      `create index "difference_changed_of_org" on "difference" ("org_id", "updated_at", "id")`,
    );
    this.addSql(`create index "difference_of_customer" on "difference" ("customer_id")`);
    this.addSql(
      `create unique index difference_open on difference (account_id, difference_class, subject_key) where status = 'OPEN'`,
    );
    this.addSql(
      `create index difference_kept on difference (account_id, difference_class, subject_key) where resolution = 'KEPT'`,
    );
    this.addSql(`alter table "partner_binding" add "origin" text not null default 'INVITATION'`);
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_origin_check" check ("origin" in ('INVITATION', 'UPSTREAM'))`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_sealed" check ((status = 'REMOVED') = (sealed_credentials is null))`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_rejected" check ((status = 'REJECTED') = (rejected_at is not null))`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_system_check" check ("system" in ('HUAWEI_BSS', 'KOOGALLERY'))`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_status_check" check ("status" in ('CONNECTED', 'PAUSED', 'REJECTED', 'REMOVED'))`,
    );
    this.addSql(
      `create trigger upstream_account_updated before update on upstream_account for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "upstream_account" enable row level security`);
    this.addSql(`alter table "upstream_account" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_account" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_account" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_account" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_account" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_customer" add constraint "upstream_customer_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "upstream_customer" add constraint "upstream_customer_association_type_check" check ("association_type" in ('ADVISORY', 'AGENCY'))`,
    );
    this.addSql(`alter table "upstream_customer" enable row level security`);
    this.addSql(`alter table "upstream_customer" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_customer" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_customer" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_customer" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_customer" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_held" check ((holder is null) = (held_until is null))`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_error" check ((last_error_code is null) = (last_error_at is null))`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CONSUMING_CUSTOMERS', 'CUSTOMER_ORDERS', 'REFUND_ORDERS', 'BILL_DETAILS', 'MONTHLY_SUMS', 'INCENTIVE_POLICIES', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_status_check" check ("status" in ('OK', 'LAGGING', 'CIRCUIT_OPEN', 'OFF'))`,
    );
    this.addSql(
      `create trigger upstream_feed_updated before update on upstream_feed for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "upstream_feed" enable row level security`);
    this.addSql(`alter table "upstream_feed" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_feed" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_feed" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_feed" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_feed" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_finished" check ((outcome = 'RUNNING') = (finished_at is null))`,
    );
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_failed" check ((outcome = 'FAILED') = (error_code is not null))`,
    );
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CONSUMING_CUSTOMERS', 'CUSTOMER_ORDERS', 'REFUND_ORDERS', 'BILL_DETAILS', 'MONTHLY_SUMS', 'INCENTIVE_POLICIES', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_outcome_check" check ("outcome" in ('RUNNING', 'SUCCEEDED', 'FAILED'))`,
    );
    this.addSql(
      `create trigger sync_run_updated before update on sync_run for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "sync_run" enable row level security`);
    this.addSql(`alter table "sync_run" force row level security`);
    this.addSql(
      `create policy "owner_all" on "sync_run" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "sync_run" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "sync_run" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "sync_run" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "quarantined_row" add constraint "quarantined_row_api_check" check ("api" in ('SUB_CUSTOMERS', 'INDIRECT_PARTNERS', 'CONSUMING_CUSTOMERS', 'CUSTOMER_ORDERS', 'REFUND_ORDERS', 'BILL_DETAILS', 'MONTHLY_SUMS', 'INCENTIVE_POLICIES', 'ORDER_NOTIFICATIONS', 'ORDER_QUERY', 'ENTERPRISE_MAIL'))`,
    );
    this.addSql(
      `alter table "quarantined_row" add constraint "quarantined_row_status_check" check ("status" in ('OPEN', 'APPLIED', 'DISMISSED'))`,
    );
    this.addSql(
      `create trigger quarantined_row_updated before update on quarantined_row for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "quarantined_row" enable row level security`);
    this.addSql(`alter table "quarantined_row" force row level security`);
    this.addSql(
      `create policy "owner_all" on "quarantined_row" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "quarantined_row" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "quarantined_row" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "quarantined_row" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_binding_id_foreign" foreign key ("binding_id") references "partner_binding" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_order_id_foreign" foreign key ("order_id") references "customer_order" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_resolved" check ((status = 'RESOLVED') = (resolved_at is not null) and (status = 'RESOLVED') = (resolution is not null))`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_status_check" check ("status" in ('OPEN', 'RESOLVED'))`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_difference_class_check" check ("difference_class" in ('ASSOCIATED_UPSTREAM_ONLY', 'BOUND_HERE_ONLY', 'BINDING_TYPE', 'ACCOUNT_MANAGER', 'LABEL', 'DISTRIBUTOR'))`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_resolution_check" check ("resolution" in ('TAKEN_OVER', 'KEPT', 'BINDING_ENDED', 'SETTLED'))`,
    );
    this.addSql(
      `create trigger difference_updated before update on difference for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "difference" enable row level security`);
    this.addSql(`alter table "difference" force row level security`);
    this.addSql(
      `create policy "owner_all" on "difference" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "difference" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "difference" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "difference" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_account" add constraint "upstream_account_id_org_id_key" unique ("id", "org_id")`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_id_org_id_key" unique ("id", "org_id")`,
    );
    this.addSql(
      `alter table "upstream_feed" add constraint "upstream_feed_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "sync_run" add constraint "sync_run_of_upstream_feed" foreign key ("feed_id", "org_id") references "upstream_feed" ("id", "org_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "quarantined_row" add constraint "quarantined_row_of_upstream_feed" foreign key ("feed_id", "org_id") references "upstream_feed" ("id", "org_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "difference" add constraint "difference_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "upstream_customer" add constraint "upstream_customer_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
  }
}
