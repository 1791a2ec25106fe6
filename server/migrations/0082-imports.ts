import { Migration } from '@mikro-orm/migrations';

export class Imports extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "import_row" ("id" uuid not null, "created_at" timestamptz(3) not null, "job_id" uuid not null, "tenant_id" uuid not null, "target" text not null, "line" int not null, "cells" jsonb not null, "label" text null, "row_key" text null, "outcome" text not null, "code" text null, "faulty_column" text null, "params" jsonb not null default '[]', "subject_id" uuid null, "is_fixed" boolean not null default false, "done_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(`create index "import_row_place" on "import_row" ("job_id", "line", "id")`);
    this.addSql(
      `create index "import_row_outcome" on "import_row" ("job_id", "outcome", "line", "id")`,
    );
    this.addSql(
      `create unique index import_row_once on import_row (tenant_id, target, row_key) where outcome = 'DONE'`,
    );
    this.addSql(`alter table "job" drop constraint "job_finished"`);
    this.addSql(`alter table "job" drop constraint "job_kind_check"`);
    this.addSql(`alter table "job" drop constraint "job_status_check"`);
    this.addSql(
      `alter table "job" add "mapping" jsonb null, add "committed_at" timestamptz(3) null`,
    );
    this.addSql(
      `alter table "job" add constraint "job_finished" check ((status in ('QUEUED', 'RUNNING', 'CHECKED')) = (finished_at is null))`,
    );
    this.addSql(
      `alter table "job" add constraint "job_kind_check" check ("kind" in ('BULK_ACTION', 'UNDO', 'EXPORT', 'IMPORT'))`,
    );
    this.addSql(
      `alter table "job" add constraint "job_status_check" check ("status" in ('QUEUED', 'RUNNING', 'CHECKED', 'SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED', 'EXPIRED'))`,
    );
    this.addSql(
      `alter table "import_row" add constraint "import_row_reason" check ((outcome in ('REFUSED', 'FAILED')) <= (code is not null))`,
    );
    this.addSql(
      `alter table "import_row" add constraint "import_row_outcome_check" check ("outcome" in ('WAITING', 'READY', 'REFUSED', 'DONE', 'FAILED', 'SKIPPED'))`,
    );
    this.addSql(`alter table "import_row" enable row level security`);
    this.addSql(`alter table "import_row" force row level security`);
    this.addSql(
      `create policy "owner_all" on "import_row" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "import_row" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when tenant_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when tenant_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "import_row" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "import_row" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "import_row" add constraint "import_row_of_job" foreign key ("job_id", "tenant_id") references "job" ("id", "tenant_id") on update cascade on delete cascade`,
    );
  }
}
