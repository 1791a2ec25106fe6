import { Migration } from '@mikro-orm/migrations';

export class CustomerUsers extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "customer_user" ("id" uuid not null, "created_at" timestamptz(3) not null, "customer_id" uuid not null, "seller_id" uuid not null, "external_id" text not null, "name" text null, "mail" text null, "mail_synced_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "customer_user_of_customer" on "customer_user" ("customer_id", "external_id", "id")`,
    );
    this.addSql(
      `create index "customer_user_of_seller" on "customer_user" ("seller_id", "external_id", "id")`,
    );
    this.addSql(
      `alter table "customer_user" add constraint "customer_user_external_id" unique ("customer_id", "external_id")`,
    );
    this.addSql(
      `alter table "customer_user" add constraint "customer_user_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "customer_user" add constraint "customer_user_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "customer_user" add constraint "customer_user_id_length" check (length(external_id) between 1 and 200)`,
    );
    this.addSql(
      `alter table "customer_user" add constraint "customer_user_mail_time" check (mail is null or mail_synced_at is not null)`,
    );
    this.addSql(`alter table "customer_user" enable row level security`);
    this.addSql(`alter table "customer_user" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer_user" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_user" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(`create policy "app_read" on "customer_user" for select to "partnergraph_app" using (((select current_setting('app.side', true)) = 'partner' and exists (select 1 from customer_access a where a.customer_id = customer_user.customer_id
    and a.org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and a.level = 'FULL' and a.until is null)))`);
    this.addSql(
      `create policy "operator_rows" on "customer_user" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "customer_user" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
