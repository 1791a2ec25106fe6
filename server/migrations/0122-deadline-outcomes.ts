import { Migration } from '@mikro-orm/migrations';

export class DeadlineOutcomes extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "deadline_outcome" ("id" uuid not null, "created_at" timestamptz(3) not null, "subject_type" text not null, "subject_id" uuid not null, "event" text null, "kind" text not null, "acts_side" text not null, "partner_id" uuid null, "seller_id" uuid null, "customer_id" uuid null, "label" text not null, "started_at" timestamptz(3) not null, "due_at" timestamptz(3) not null, "on_expiry" text not null, "outcome" text not null, "ended_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create index deadline_outcome_lapsed on deadline_outcome (subject_id) where outcome = 'LAPSED'`,
    );
    this.addSql(`create index "deadline_outcome_by_due" on "deadline_outcome" ("due_at", "id")`);
    this.addSql(
      `create index "deadline_outcome_of_partner" on "deadline_outcome" ("partner_id", "due_at", "id")`,
    );
    this.addSql(
      `create index "deadline_outcome_of_seller" on "deadline_outcome" ("seller_id", "due_at", "id")`,
    );
    this.addSql(
      `create index "deadline_outcome_of_customer" on "deadline_outcome" ("customer_id", "due_at", "id")`,
    );
    this.addSql(`drop index "exclusive_discount_of_partner"`);
    this.addSql(`drop index "exclusive_discount_of_seller"`);
    this.addSql(
      `alter table "exclusive_discount" add "depth" text generated always as (case when net_total_minor * 100 >= list_total_minor * 95 then 'UP_TO_5' when net_total_minor * 100 >= list_total_minor * 90 then 'UP_TO_10' when net_total_minor * 100 >= list_total_minor * 80 then 'UP_TO_20' when net_total_minor * 100 >= list_total_minor * 70 then 'UP_TO_30' else 'OVER_30' end) stored not null`,
    );
    this.addSql(
      `create index "exclusive_discount_of_partner" on "exclusive_discount" ("partner_id", "created_at", "id", "seller_id", "status", "origin", "customer_id", "product_id", "valid_from", "valid_until", "submitted_at", "depth")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_seller" on "exclusive_discount" ("seller_id", "created_at", "id", "partner_id", "status", "origin", "customer_id", "product_id", "valid_from", "valid_until", "submitted_at", "depth")`,
    );
    this.addSql(
      `alter table "deadline_outcome" add constraint "deadline_outcome_kind_check" check ("kind" in ('CALENDAR_DAYS', 'BUSINESS_DAYS', 'INSTANT'))`,
    );
    this.addSql(
      `alter table "deadline_outcome" add constraint "deadline_outcome_acts_side_check" check ("acts_side" in ('PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'))`,
    );
    this.addSql(
      `alter table "deadline_outcome" add constraint "deadline_outcome_outcome_check" check ("outcome" in ('IN_TIME', 'LATE', 'LAPSED', 'WITHDRAWN'))`,
    );
    this.addSql(`alter table "deadline_outcome" enable row level security`);
    this.addSql(`alter table "deadline_outcome" force row level security`);
    this.addSql(
      `create policy "owner_all" on "deadline_outcome" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "deadline_outcome" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "deadline_outcome" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "deadline_outcome" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "deadline_outcome" for select to "partnergraph_reporting" using (false)`,
    );
    // Answers in time left no trace; expiries did.
    this.addSql(`insert into deadline_outcome (id, created_at, subject_type, subject_id, event, kind, acts_side, partner_id, seller_id, customer_id, label, started_at, due_at, on_expiry, outcome, ended_at)
      select id, fired_at, subject_type, subject_id, event, kind, acts_side, partner_id, seller_id, customer_id, label, created_at, due_at, on_expiry, 'LAPSED', fired_at
      from deadline where fired_at is not null and acts_side is not null`);
  }
}
