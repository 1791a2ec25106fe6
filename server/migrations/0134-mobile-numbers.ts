import { Migration } from '@mikro-orm/migrations';

export class MobileNumbers extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "mobile_number" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "member_id" uuid not null, "sealed_number" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "mobile_number" add constraint "mobile_number_of_member" unique ("member_id")`,
    );
    this.addSql(
      `create table "mobile_code" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "member_id" uuid not null, "code_hash" text not null, "sealed_number" text null, "expires_at" timestamptz(3) not null, "wrong_tries" int not null default 0, "used_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "mobile_code_of_member" on "mobile_code" ("member_id", "created_at")`,
    );
    this.addSql(
      `alter table "mobile_number" add constraint "mobile_number_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "mobile_number" add constraint "mobile_number_member_id_foreign" foreign key ("member_id") references "membership" ("id") on delete cascade`,
    );
    this.addSql(`alter table "mobile_number" enable row level security`);
    this.addSql(`alter table "mobile_number" force row level security`);
    this.addSql(
      `create policy "owner_all" on "mobile_number" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "mobile_number" to "partnergraph_app" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system') with check (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "operator_rows" on "mobile_number" for select to "partnergraph_operator" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "reporting_rows" on "mobile_number" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "mobile_code" add constraint "mobile_code_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "mobile_code" add constraint "mobile_code_member_id_foreign" foreign key ("member_id") references "membership" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "mobile_code" add constraint "mobile_code_tries" check (wrong_tries >= 0)`,
    );
    this.addSql(`alter table "mobile_code" enable row level security`);
    this.addSql(`alter table "mobile_code" force row level security`);
    this.addSql(
      `create policy "owner_all" on "mobile_code" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "mobile_code" to "partnergraph_app" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system') with check (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "operator_rows" on "mobile_code" for select to "partnergraph_operator" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "reporting_rows" on "mobile_code" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
