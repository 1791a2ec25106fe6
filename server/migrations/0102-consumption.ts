import { Migration } from '@mikro-orm/migrations';

export class Consumption extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "customer_consumption" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "partner_id" uuid not null, "customer_id" uuid not null, "month" text not null, "currency" text not null default 'CNY', "official_minor" bigint not null, "discount_minor" bigint not null, "payable_minor" bigint not null, "cash_minor" bigint not null, "credit_minor" bigint not null, "coupon_minor" bigint not null, "cash_coupon_minor" bigint not null, "stored_value_minor" bigint not null, "debt_minor" bigint not null, "write_off_minor" bigint not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "customer_consumption_by_month" on "customer_consumption" ("month", "id")`,
    );
    this.addSql(
      `create index "customer_consumption_of_partner" on "customer_consumption" ("partner_id", "month", "id", "customer_id")`,
    );
    this.addSql(
      `create index "customer_consumption_of_customer" on "customer_consumption" ("customer_id", "month", "id")`,
    );
    this.addSql(
      `create index "customer_consumption_changed" on "customer_consumption" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "customer_consumption_changed_of_partner" on "customer_consumption" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "customer_consumption" add constraint "customer_consumption_once" unique ("partner_id", "customer_id", "month")`,
    );
    this.addSql(
      `create table "upstream_charge" ("id" uuid not null, "created_at" timestamptz(3) not null, "account_id" uuid not null, "org_id" uuid not null, "customer_id" uuid not null, "upstream_id" text not null, "month" text not null, "trade_id" text not null, "is_marketplace" boolean not null, "traded_at" timestamptz(3) null, "official_minor" bigint not null, "discount_minor" bigint not null, "payable_minor" bigint not null, "cash_minor" bigint not null, "credit_minor" bigint not null, "coupon_minor" bigint not null, "cash_coupon_minor" bigint not null, "stored_value_minor" bigint not null, "debt_minor" bigint not null, "write_off_minor" bigint not null, "received" jsonb null, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_charge_of_month" on "upstream_charge" ("account_id", "month", "customer_id")`,
    );
    this.addSql(`create index "upstream_charge_of_customer" on "upstream_charge" ("customer_id")`);
    this.addSql(
      `alter table "upstream_charge" add constraint "upstream_charge_once" unique ("account_id", "upstream_id")`,
    );
    this.addSql(`alter table "difference" drop constraint "difference_difference_class_check"`);
    this.addSql(
      `alter table "difference" add constraint "difference_difference_class_check" check ("difference_class" in ('ASSOCIATED_UPSTREAM_ONLY', 'BOUND_HERE_ONLY', 'BINDING_TYPE', 'ACCOUNT_MANAGER', 'LABEL', 'DISTRIBUTOR', 'ORDER_STATE', 'ORDER_AMOUNT', 'ORDER_FACTS', 'TIMING', 'MISSING_HERE', 'MISSING_THERE', 'AMOUNT', 'RATE', 'DUPLICATE'))`,
    );
    this.addSql(
      `alter table "customer_consumption" add constraint "customer_consumption_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "customer_consumption" add constraint "customer_consumption_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "customer_consumption" add constraint "customer_consumption_month" check (month ~ '^\\d{4}-(0[1-9]|1[0-2])$')`,
    );
    this.addSql(
      `alter table "customer_consumption" add constraint "customer_consumption_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create trigger customer_consumption_updated before update on customer_consumption for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "customer_consumption" enable row level security`);
    this.addSql(`alter table "customer_consumption" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer_consumption" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_consumption" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "customer_consumption" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "customer_consumption" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_charge" add constraint "upstream_charge_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(`alter table "upstream_charge" enable row level security`);
    this.addSql(`alter table "upstream_charge" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_charge" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_charge" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_charge" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_charge" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_charge" add constraint "upstream_charge_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
  }
}
