import { Migration } from '@mikro-orm/migrations';

export class Exports extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "transfer_file" ("id" uuid not null, "created_at" timestamptz(3) not null, "tenant_id" uuid not null, "requester_id" uuid not null, "role" text not null, "name" text not null, "media_type" text not null, "storage_key" text not null, "bytes" int null, "sha256" text null, "rows" int null, "expires_at" timestamptz(3) not null, "removed_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "transfer_file" add constraint "transfer_file_storage_key_unique" unique ("storage_key")`,
    );
    this.addSql(
      `create index transfer_file_kept on transfer_file (expires_at) where removed_at is null`,
    );
    this.addSql(
      `create index "transfer_file_of_tenant" on "transfer_file" ("tenant_id", "created_at", "id")`,
    );
    this.addSql(`alter table "job" drop constraint "job_kind_check"`);
    this.addSql(`alter table "job" add "progress" int not null default 0, add "file_id" uuid null`);
    this.addSql(
      `alter table "job" add constraint "job_file_id_foreign" foreign key ("file_id") references "transfer_file" ("id") on delete set null`,
    );
    this.addSql(`create index "job_of_file" on "job" ("file_id")`);
    this.addSql(
      `alter table "job" add constraint "job_file" check ((kind = 'EXPORT') = (file_id is not null))`,
    );
    this.addSql(
      `alter table "job" add constraint "job_kind_check" check ("kind" in ('BULK_ACTION', 'UNDO', 'EXPORT'))`,
    );
    this.addSql(
      `alter table "transfer_file" add constraint "transfer_file_tenant_id_foreign" foreign key ("tenant_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "transfer_file" add constraint "transfer_file_complete" check ((bytes is null) = (sha256 is null) and (bytes is null) = (rows is null))`,
    );
    this.addSql(`alter table "transfer_file" enable row level security`);
    this.addSql(`alter table "transfer_file" force row level security`);
    this.addSql(
      `create policy "owner_all" on "transfer_file" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "transfer_file" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when tenant_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when tenant_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "transfer_file" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "transfer_file" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
