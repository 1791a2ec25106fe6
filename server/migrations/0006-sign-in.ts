import { Migration } from '@mikro-orm/migrations';

export class SignIn extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "password_reset_request" ("id" uuid not null, "created_at" timestamptz(3) not null, "mail" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "password_reset_request_age" on "password_reset_request" ("created_at", "id")`,
    );
    this.addSql(
      `alter table "session" add "fresh_until" timestamptz(3) null, add "must_enroll" boolean not null default false`,
    );
    this.addSql(`alter table "api_key" add "parent_id" uuid null`);
    this.addSql(
      `alter table "api_key" add constraint "api_key_parent_id_foreign" foreign key ("parent_id") references "api_key" ("id") on delete cascade`,
    );
    this.addSql(`create index "api_key_of_parent" on "api_key" ("parent_id")`);
    this.addSql(`alter table "password_reset_request" enable row level security`);
    this.addSql(`alter table "password_reset_request" force row level security`);
    this.addSql(
      `create policy "owner_all" on "password_reset_request" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "password_reset_request" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "password_reset_request" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
