import { Migration } from '@mikro-orm/migrations';

/** Sellers have a dated taxpayer type, which determines the output VAT of their common products. */
export class TaxpayerTypesOfSellers extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "seller_taxpayer" ("id" uuid not null, "created_at" timestamptz(3) not null, "seller_id" uuid not null, "taxpayer_type" text not null, "since" timestamptz(3) not null, "until" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create unique index seller_taxpayer_open on seller_taxpayer (seller_id) where until is null`,
    );
    this.addSql(
      `create index "seller_taxpayer_of_seller" on "seller_taxpayer" ("seller_id", "since", "id")`,
    );
    this.addSql(
      `alter table "seller_taxpayer" add constraint "seller_taxpayer_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "seller_taxpayer" add constraint "seller_taxpayer_time" check (since <= until)`,
    );
    this.addSql(
      `alter table "seller_taxpayer" add constraint "seller_taxpayer_taxpayer_type_check" check ("taxpayer_type" in ('GENERAL', 'SMALL_SCALE'))`,
    );
    this.addSql(`alter table "seller_taxpayer" enable row level security`);
    this.addSql(`alter table "seller_taxpayer" force row level security`);
    this.addSql(
      `create policy "owner_all" on "seller_taxpayer" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "seller_taxpayer" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_read" on "seller_taxpayer" for select to "partnergraph_app" using (((select current_setting('app.side', true)) = 'partner'))`,
    );
    this.addSql(
      `create policy "operator_rows" on "seller_taxpayer" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "seller_taxpayer" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
