import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

export class PrivateOffer extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "private_offer" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "seller_id" uuid not null, "product_id" uuid not null, "partner_id" uuid null, "customer_id" uuid null, "demand_id" uuid null, "number" text not null, "name" text not null, "product_name" text not null, "customer_name" text not null, "customer_count" int not null, "search_key" text not null, "status" text not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) not null, "list_total_minor" bigint not null, "net_total_minor" bigint not null, "currency" text not null default 'CNY', "share_ratio" numeric(7,6) null, "floor_pay_rate" numeric(7,6) null, "note" text null, "joint_sales_authorization_id" uuid null, "discount_id" uuid null, "created_by_name" text not null, "decided_at" timestamptz(3) null, "decided_by_name" text null, "decision_reason" text null, "activated_at" timestamptz(3) null, "revoke_reason" text null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index private_offer_search on private_offer using gin (search_key gin_trgm_ops)`,
    );
    this.addSql(
      `create index private_offer_characters on private_offer using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `create unique index private_offer_name on private_offer (seller_id, lower(name)) where not (status in ('REJECTED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `create index "private_offer_of_seller" on "private_offer" ("seller_id", "created_at", "id", "status")`,
    );
    this.addSql(
      `create index "private_offer_of_partner" on "private_offer" ("partner_id", "created_at", "id", "status")`,
    );
    this.addSql(
      `create index "private_offer_of_product" on "private_offer" ("product_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "private_offer_of_customer" on "private_offer" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "private_offer_of_authorization" on "private_offer" ("joint_sales_authorization_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "private_offer_of_discount" on "private_offer" ("discount_id", "created_at", "id")`,
    );
    this.addSql(`create index "private_offer_newest" on "private_offer" ("created_at", "id")`);
    this.addSql(
      `create index "private_offer_in_state" on "private_offer" ("status", "created_at", "id")`,
    );
    this.addSql(
      `create index "private_offer_ending" on "private_offer" ("valid_until", "id", "status")`,
    );
    this.addSql(
      `create index "private_offer_ending_of_seller" on "private_offer" ("seller_id", "valid_until", "id")`,
    );
    this.addSql(
      `create index "private_offer_ending_of_partner" on "private_offer" ("partner_id", "valid_until", "id")`,
    );
    this.addSql(`create index "private_offer_changed" on "private_offer" ("updated_at", "id")`);
    this.addSql(
      `create index "private_offer_changed_of_seller" on "private_offer" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "private_offer_changed_of_partner" on "private_offer" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_number" unique ("number")`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_of_demand" unique ("demand_id")`,
    );
    this.addSql(
      `create table "private_offer_recipient" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "offer_id" uuid not null, "seller_id" uuid not null, "partner_id" uuid null, "customer_id" uuid not null, "customer_name" text not null, "cloud_account" text not null, "position" int not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "private_offer_recipient_of_offer" on "private_offer_recipient" ("offer_id", "position", "id")`,
    );
    this.addSql(
      `create index "private_offer_recipient_of_customer" on "private_offer_recipient" ("customer_id", "offer_id")`,
    );
    this.addSql(
      `alter table "private_offer_recipient" add constraint "private_offer_recipient_customer" unique ("offer_id", "customer_id")`,
    );
    this.addSql(
      `create table "private_offer_line" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "offer_id" uuid not null, "seller_id" uuid not null, "partner_id" uuid null, "customer_id" uuid null, "specification_id" uuid not null, "specification_code" text not null, "specification_name" text not null, "position" int not null, "pay_rate" numeric(7,6) not null, "list_price_minor" bigint not null, "net_price_minor" bigint not null, "currency" text not null default 'CNY', "state" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "private_offer_line_of_offer" on "private_offer_line" ("offer_id", "position", "id")`,
    );
    this.addSql(
      `create index "private_offer_line_of_specification" on "private_offer_line" ("specification_id", "state")`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_specification" unique ("offer_id", "specification_id")`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_demand_id_foreign" foreign key ("demand_id") references "customer_demand" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_joint_sales_authorization_id_foreign" foreign key ("joint_sales_authorization_id") references "joint_sales_authorization" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_discount_id_foreign" foreign key ("discount_id") references "exclusive_discount" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_period" check (valid_from < valid_until)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_totals" check (0 < net_total_minor and net_total_minor <= list_total_minor)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_demand" check (num_nonnulls(demand_id, partner_id, customer_id, share_ratio, floor_pay_rate) in (0, 5) and share_ratio > 0 and share_ratio <= 1)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_rejected" check (status <> 'REJECTED' or decision_reason is not null)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_revoked" check ((status = 'REVOKED') = (revoke_reason is not null))`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_active" check (status <> 'EFFECTIVE' or activated_at is not null)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_status_check" check ("status" in ('MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'))`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create or replace function "private_offer_private_offer_to_lines_fn"() returns trigger as $$ begin update private_offer_line set state = new.status where offer_id = new.id and state <> 'UNUSABLE'; return null; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "private_offer_to_lines" AFTER UPDATE on "private_offer" for each ROW
  when (old.status is distinct from new.status) execute function "private_offer_private_offer_to_lines_fn"()`);
    this.addSql(
      `create trigger private_offer_updated before update on private_offer for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`create or replace function private_offer_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('private_offer.partner_id', c.partner_id, c.partner_id is not null), ('private_offer.seller_id', c.seller_id, c.seller_id is not null), ('private_offer', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function private_offer_counts_insert_fn() from public`);
    this.addSql(`grant execute on function private_offer_counts_insert_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_insert after insert on private_offer referencing new table as new_rows for each statement execute function private_offer_counts_insert_fn()`,
    );
    this.addSql(`create or replace function private_offer_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('private_offer.partner_id', c.partner_id, c.partner_id is not null), ('private_offer.seller_id', c.seller_id, c.seller_id is not null), ('private_offer', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function private_offer_counts_update_fn() from public`);
    this.addSql(`grant execute on function private_offer_counts_update_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_update after update on private_offer referencing old table as old_rows new table as new_rows for each statement execute function private_offer_counts_update_fn()`,
    );
    this.addSql(`create or replace function private_offer_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('private_offer.partner_id', c.partner_id, c.partner_id is not null), ('private_offer.seller_id', c.seller_id, c.seller_id is not null), ('private_offer', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows; return null; end; $$`);
    this.addSql(`revoke all on function private_offer_counts_delete_fn() from public`);
    this.addSql(`grant execute on function private_offer_counts_delete_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_delete after delete on private_offer referencing old table as old_rows for each statement execute function private_offer_counts_delete_fn()`,
    );
    this.addSql(`alter table "private_offer" enable row level security`);
    this.addSql(`alter table "private_offer" force row level security`);
    this.addSql(
      `create policy "owner_all" on "private_offer" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "private_offer" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(`create policy "app_read" on "private_offer" for select to "partnergraph_app" using ((private_offer.status in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED')
        and exists (select 1 from private_offer_recipient r where r.offer_id = private_offer.id and r.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid))))`);
    this.addSql(
      `create policy "operator_rows" on "private_offer" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "private_offer" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "private_offer_recipient" add constraint "private_offer_recipient_offer_id_foreign" foreign key ("offer_id") references "private_offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "private_offer_recipient" add constraint "private_offer_recipient_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "private_offer_recipient" add constraint "private_offer_recipient_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer_recipient" add constraint "private_offer_recipient_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `create trigger private_offer_recipient_updated before update on private_offer_recipient for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "private_offer_recipient" enable row level security`);
    this.addSql(`alter table "private_offer_recipient" force row level security`);
    this.addSql(
      `create policy "owner_all" on "private_offer_recipient" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "private_offer_recipient" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "private_offer_recipient" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "private_offer_recipient" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_offer_id_foreign" foreign key ("offer_id") references "private_offer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_specification_id_foreign" foreign key ("specification_id") references "specification" ("id")`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_rate" check (pay_rate > 0 and pay_rate <= 1)`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_price" check (0 < net_price_minor and net_price_minor <= list_price_minor)`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_state_check" check ("state" in ('MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'))`,
    );
    this.addSql(
      `create trigger private_offer_line_updated before update on private_offer_line for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "private_offer_line" enable row level security`);
    this.addSql(`alter table "private_offer_line" force row level security`);
    this.addSql(
      `create policy "owner_all" on "private_offer_line" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "private_offer_line" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(`create policy "app_read" on "private_offer_line" for select to "partnergraph_app" using ((private_offer_line.state in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED')
        and exists (select 1 from private_offer_recipient r where r.offer_id = private_offer_line.offer_id and r.customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid))))`);
    this.addSql(
      `create policy "operator_rows" on "private_offer_line" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "private_offer_line" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "private_offer" add constraint "private_offer_id_partner_id_seller_id_customer_id_key" unique ("id", "partner_id", "seller_id", "customer_id")`,
    );
    this.addSql(
      `alter table "private_offer_line" add constraint "private_offer_line_of_private_offer" foreign key ("offer_id", "partner_id", "seller_id", "customer_id") references "private_offer" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete cascade`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
