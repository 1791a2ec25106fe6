import { Migration } from '@mikro-orm/migrations';

/** Sellers configure support groups, and a product names one. */
export class SupportGroups extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "support_group" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "seller_id" uuid not null, "name" text not null, "content" text[] not null, "hours" text not null, "phone" text not null, "mail" text not null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "support_group_oldest" on "support_group" ("created_at", "id")`);
    this.addSql(
      `create index "support_group_of_seller" on "support_group" ("seller_id", "created_at", "id")`,
    );
    this.addSql(`create index "support_group_changed" on "support_group" ("updated_at", "id")`);
    this.addSql(
      `create index "support_group_changed_of_seller" on "support_group" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "support_group" add constraint "support_group_seller_name" unique ("seller_id", "name")`,
    );
    this.addSql(`alter table "product" add "support_group_id" uuid null`);
    this.addSql(
      `alter table "product" add constraint "product_support_group_id_foreign" foreign key ("support_group_id") references "support_group" ("id") on delete no action`,
    );
    this.addSql(`create index "product_of_support_group" on "product" ("support_group_id")`);
    this.addSql(
      `alter table "support_group" add constraint "support_group_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "support_group" add constraint "support_group_content" check (cardinality(content) > 0 and content <@ array['PRODUCT_QUESTIONS', 'OPERATION_GUIDANCE', 'RUN_AND_MAINTENANCE', 'ON_SITE_AND_EMERGENCY', 'PERIODIC_MAINTENANCE']::text[])`,
    );
    this.addSql(
      `create trigger support_group_updated before update on support_group for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "support_group" enable row level security`);
    this.addSql(`alter table "support_group" force row level security`);
    this.addSql(
      `create policy "owner_all" on "support_group" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "support_group" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_read" on "support_group" for select to "partnergraph_app" using (((select viewer_in_programme())) or ((select current_setting('app.side', true)) = 'customer'))`,
    );
    this.addSql(
      `create policy "operator_rows" on "support_group" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "support_group" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
