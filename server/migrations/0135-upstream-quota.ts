import { Migration } from '@mikro-orm/migrations';

export class UpstreamQuota extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "upstream_quota" ("id" uuid not null, "account_id" uuid not null, "org_id" uuid not null, "api" text not null, "slots" jsonb not null, "usage" jsonb not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "upstream_quota_of_account" on "upstream_quota" ("account_id", "api")`,
    );
    this.addSql(`alter table "upstream_quota" enable row level security`);
    this.addSql(`alter table "upstream_quota" force row level security`);
    this.addSql(
      `create policy "owner_all" on "upstream_quota" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "upstream_quota" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "upstream_quota" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "upstream_quota" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "upstream_quota" add constraint "upstream_quota_of_upstream_account" foreign key ("account_id", "org_id") references "upstream_account" ("id", "org_id") on update cascade on delete no action`,
    );
  }
}
