import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

export class CustomerDemand extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "customer_demand" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "partner_id" uuid not null, "seller_id" uuid not null, "customer_id" uuid not null, "product_id" uuid not null, "number" text not null, "customer_name" text not null, "cloud_account" text not null, "product_name" text not null, "search_key" text not null, "status" text not null, "requirement" text not null, "expected_share_ratio" numeric(7,6) not null, "max_share_ratio" numeric(7,6) not null, "granted_share_ratio" numeric(7,6) null, "expected_amount_minor" bigint null, "currency" text not null default 'CNY', "expected_order_on" timestamptz(3) null, "submitted_at" timestamptz(3) null, "submitted_by_name" text null, "due_at" timestamptz(3) null, "due_at_or_never" timestamptz(3) generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null, "answer_due_at" timestamptz(3) null, "answered_at" timestamptz(3) null, "answered_by_name" text null, "answer_reason" text null, "closed_at" timestamptz(3) null, "close_reason" text null, "nudged_at" timestamptz(3) null, "nudge_count" int not null default 0, "cloned_from_id" uuid null, "created_by_id" uuid null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index customer_demand_search on customer_demand using gin (search_key gin_trgm_ops)`,
    );
    this.addSql(
      `create index customer_demand_characters on customer_demand using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create index "customer_demand_of_partner" on "customer_demand" ("partner_id", "created_at", "id", "seller_id", "status", "customer_id", "product_id", "due_at", "submitted_at")`,
    );
    this.addSql(
      `create index "customer_demand_of_seller" on "customer_demand" ("seller_id", "created_at", "id", "partner_id", "status", "customer_id", "product_id", "due_at", "submitted_at")`,
    );
    this.addSql(
      `create index "customer_demand_of_customer" on "customer_demand" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "customer_demand_of_product" on "customer_demand" ("product_id", "created_at", "id")`,
    );
    this.addSql(`create index "customer_demand_newest" on "customer_demand" ("created_at", "id")`);
    this.addSql(
      `create index "customer_demand_in_state" on "customer_demand" ("status", "created_at", "id")`,
    );
    this.addSql(
      `create index "customer_demand_due" on "customer_demand" ("due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "customer_demand_due_of_partner" on "customer_demand" ("partner_id", "due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "customer_demand_due_of_seller" on "customer_demand" ("seller_id", "due_at_or_never", "id", "status")`,
    );
    this.addSql(`create index "customer_demand_changed" on "customer_demand" ("updated_at", "id")`);
    this.addSql(
      `create index "customer_demand_changed_of_partner" on "customer_demand" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "customer_demand_changed_of_seller" on "customer_demand" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_number" unique ("number")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_created_by_id_foreign" foreign key ("created_by_id") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_share" check (0 < expected_share_ratio and expected_share_ratio <= max_share_ratio and max_share_ratio <= 1)`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_granted" check ((status = 'CONVERTED') = (granted_share_ratio is not null) and granted_share_ratio > 0 and granted_share_ratio <= 1)`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_amount" check (expected_amount_minor > 0)`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_submitted" check ((status = 'DRAFT') = (submitted_at is null) and num_nonnulls(submitted_at, submitted_by_name, answer_due_at) in (0, 3))`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_clock" check ((status in ('SUBMITTED', 'ACCEPTED')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_answered" check ((status in ('ACCEPTED', 'REJECTED', 'CONVERTED', 'CLOSED')) = (answered_at is not null) and (answered_at is null) = (answered_by_name is null))`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_rejected" check (status <> 'REJECTED' or answer_reason is not null)`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_closed" check ((status = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (close_reason is null))`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_nudged" check ((nudge_count > 0) = (nudged_at is not null) and nudge_count >= 0)`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_status_check" check ("status" in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'AUTO_REJECTED', 'WITHDRAWN', 'CONVERTED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "customer_demand" add constraint "customer_demand_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create or replace function customer_demand_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger customer_demand_updated before update on customer_demand for each row execute function customer_demand_updated_fn()`,
    );
    this.addSql(`create or replace function customer_demand_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('customer_demand.partner_id', c.partner_id, c.partner_id is not null), ('customer_demand.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('customer_demand', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function customer_demand_counts_insert_fn() from public`);
    this.addSql(`grant execute on function customer_demand_counts_insert_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_insert after insert on customer_demand referencing new table as new_rows for each statement execute function customer_demand_counts_insert_fn()`,
    );
    this.addSql(`create or replace function customer_demand_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('customer_demand.partner_id', c.partner_id, c.partner_id is not null), ('customer_demand.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('customer_demand', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function customer_demand_counts_update_fn() from public`);
    this.addSql(`grant execute on function customer_demand_counts_update_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_update after update on customer_demand referencing old table as old_rows new table as new_rows for each statement execute function customer_demand_counts_update_fn()`,
    );
    this.addSql(`create or replace function customer_demand_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('customer_demand.partner_id', c.partner_id, c.partner_id is not null), ('customer_demand.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('customer_demand', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function customer_demand_counts_delete_fn() from public`);
    this.addSql(`grant execute on function customer_demand_counts_delete_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_delete after delete on customer_demand referencing old table as old_rows for each statement execute function customer_demand_counts_delete_fn()`,
    );
    this.addSql(`alter table "customer_demand" enable row level security`);
    this.addSql(`alter table "customer_demand" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer_demand" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_demand" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "customer_demand" to "partnergraph_app" using ((customer_demand.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and customer_demand.status <> 'DRAFT')) with check ((customer_demand.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and customer_demand.status <> 'DRAFT'))`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "customer_demand" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "customer_demand" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "customer_demand" for select to "partnergraph_reporting" using (false)`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
