import { Migration } from '@mikro-orm/migrations';

/** Members mark products as favorites. */
export class ProductFavorites extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "product_favorite" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "member_id" uuid not null, "product_id" uuid not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "product_favorite" add constraint "product_favorite_of_member" unique ("member_id", "product_id")`,
    );
    this.addSql(
      `alter table "product_favorite" add constraint "product_favorite_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "product_favorite" add constraint "product_favorite_member_id_foreign" foreign key ("member_id") references "membership" ("id")`,
    );
    this.addSql(
      `alter table "product_favorite" add constraint "product_favorite_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(`alter table "product_favorite" enable row level security`);
    this.addSql(`alter table "product_favorite" force row level security`);
    this.addSql(
      `create policy "owner_all" on "product_favorite" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "product_favorite" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "product_favorite" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "product_favorite" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
