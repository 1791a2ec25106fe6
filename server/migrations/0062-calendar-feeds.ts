import { Migration } from '@mikro-orm/migrations';

export class CalendarFeeds extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "calendar_feed" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "member_id" uuid not null, "token_hash" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "calendar_feed" add constraint "calendar_feed_of_member" unique ("member_id")`,
    );
    this.addSql(
      `alter table "calendar_feed" add constraint "calendar_feed_token" unique ("token_hash")`,
    );
    this.addSql(
      `alter table "calendar_feed" add constraint "calendar_feed_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "calendar_feed" add constraint "calendar_feed_member_id_foreign" foreign key ("member_id") references "membership" ("id") on delete cascade`,
    );
    this.addSql(`alter table "calendar_feed" enable row level security`);
    this.addSql(`alter table "calendar_feed" force row level security`);
    this.addSql(
      `create policy "owner_all" on "calendar_feed" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "calendar_feed" to "partnergraph_app" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system') with check (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "operator_rows" on "calendar_feed" for select to "partnergraph_operator" using (member_id = (select nullif(current_setting('app.member', true), '')::uuid) or (select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `create policy "reporting_rows" on "calendar_feed" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
