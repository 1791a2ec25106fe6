import { Migration } from '@mikro-orm/migrations';

export class Notes extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "note" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "subject_type" text not null, "subject_id" uuid not null, "subject_label" text not null, "customer_id" uuid null, "reader_roles" text[] not null, "text" text not null, "author_id" uuid not null, "author" text not null, "mentioned_ids" uuid[] not null default '{}', "newly_mentioned_ids" uuid[] not null default '{}', "is_pinned" boolean not null default false, "edited_at" timestamptz(3) null, "status" text not null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "note_subject_id_created_at_id_index" on "note" ("subject_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "note" add constraint "note_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "note" add constraint "note_status_check" check ("status" in ('ACTIVE', 'REMOVED'))`,
    );
    this.addSql(`alter table "note" enable row level security`);
    this.addSql(`alter table "note" force row level security`);
    this.addSql(
      `create policy "owner_all" on "note" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "note" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "note" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "note" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
