import { Migration } from '@mikro-orm/migrations';

export class Webhooks extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "webhook_endpoint" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "org_id" uuid not null, "status" text not null, "name" text not null, "url" text not null, "role" text not null, "subject_types" text[] not null, "events" text[] not null, "created_by_id" uuid not null, "sealed_secret" text null, "former_secret" text null, "former_secret_until" timestamptz(3) null, "cursor_at" timestamptz(3) not null, "cursor_id" uuid not null, "attempts" int not null default 0, "next_try_at" timestamptz(3) null, "failing_since" timestamptz(3) null, "disabled_reason" text null, "last_delivered_at" timestamptz(3) null, "test_requested_at" timestamptz(3) null, "holder" uuid null, "held_until" timestamptz(3) null, "turn_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "webhook_endpoint_newest" on "webhook_endpoint" ("created_at", "id")`,
    );
    this.addSql(
      `create index "webhook_endpoint_changed" on "webhook_endpoint" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "webhook_endpoint_of_org" on "webhook_endpoint" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "webhook_endpoint_of_creator" on "webhook_endpoint" ("created_by_id")`,
    );
    this.addSql(
      `create index webhook_endpoint_due on webhook_endpoint (org_id, turn_at) where status in ('ENABLED', 'FAILING') or test_requested_at is not null`,
    );
    this.addSql(
      `create table "webhook_delivery" ("id" uuid not null, "created_at" timestamptz(3) not null, "endpoint_id" uuid not null, "org_id" uuid not null, "message_id" text not null, "type" text not null, "attempt" int not null, "is_accepted" boolean not null, "status_code" int null, "error" text null, "duration_ms" int not null, "answer" text null, "next_try_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "webhook_delivery_newest" on "webhook_delivery" ("created_at", "id")`,
    );
    this.addSql(
      `create index "webhook_delivery_of_endpoint" on "webhook_delivery" ("endpoint_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_created_by_id_foreign" foreign key ("created_by_id") references "membership" ("id")`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_sealed" check ((status = 'DELETED') = (sealed_secret is null))`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_rotation" check ((former_secret is null) = (former_secret_until is null))`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_disabled" check ((status = 'DISABLED') = (disabled_reason is not null))`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_status_check" check ("status" in ('ENABLED', 'FAILING', 'PAUSED', 'DISABLED', 'DELETED'))`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_role_check" check ("role" in ('csp.owner', 'csp.manager', 'csp.finance', 'csp.service', 'csp.developer', 'csp.auditor', 'seller.manager', 'seller.reviewer', 'seller.finance', 'operator', 'service'))`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_disabled_reason_check" check ("disabled_reason" in ('NOT_ACCEPTED', 'GONE', 'CREATOR'))`,
    );
    this.addSql(
      `create trigger webhook_endpoint_updated before update on webhook_endpoint for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "webhook_endpoint" enable row level security`);
    this.addSql(`alter table "webhook_endpoint" force row level security`);
    this.addSql(
      `create policy "owner_all" on "webhook_endpoint" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "webhook_endpoint" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "webhook_endpoint" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "webhook_endpoint" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`alter table "webhook_delivery" enable row level security`);
    this.addSql(`alter table "webhook_delivery" force row level security`);
    this.addSql(
      `create policy "owner_all" on "webhook_delivery" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "webhook_delivery" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when org_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "webhook_delivery" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "webhook_delivery" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_id_org_id_key" unique ("id", "org_id")`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_of_webhook_endpoint" foreign key ("endpoint_id", "org_id") references "webhook_endpoint" ("id", "org_id") on update cascade on delete no action`,
    );
  }
}
