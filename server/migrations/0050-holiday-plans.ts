import { Migration } from '@mikro-orm/migrations';
import { workingDaysBetweenSql } from '../platform/rules/holiday-plan.ts';

/** Deadlines of working days were counted with the built-in plans until now, from the start of their state. */
export class HolidayPlans extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "holiday_plan" ("id" uuid not null, "created_at" timestamptz(3) not null, "year" int not null, "version" int not null, "days" jsonb not null, "set_by" text not null, "reason" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "holiday_plan_year_version_index" on "holiday_plan" ("year", "version")`,
    );
    this.addSql(
      `create index "holiday_plan_created_at_id_index" on "holiday_plan" ("created_at", "id")`,
    );
    this.addSql(
      `alter table "holiday_plan" add constraint "holiday_plan_version" unique ("version")`,
    );
    this.addSql(
      `alter table "deadline" add "counted_from" timestamptz(3) null, add "counted_days" int null, add "counted_plan" int null`,
    );
    this.addSql(
      `create index deadline_counted on deadline (counted_plan, id) where fired_at is null and counted_plan is not null`,
    );
    const counted = workingDaysBetweenSql('created_at', 'due_at');
    this.addSql(
      `update deadline set counted_from = created_at, counted_days = ${counted}, counted_plan = 0 where kind = 'BUSINESS_DAYS'`,
    );
    this.addSql(
      `alter table "deadline" add constraint "deadline_counted_whole" check (num_nonnulls(counted_from, counted_days, counted_plan) = case kind when 'BUSINESS_DAYS' then 3 else 0 end)`,
    );
    this.addSql(
      `create or replace function "holiday_plan_holiday_plan_frozen_fn"() returns trigger as $$ begin raise exception 'holiday plans are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "holiday_plan_frozen" BEFORE UPDATE OR DELETE on "holiday_plan" for each ROW execute function "holiday_plan_holiday_plan_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "holiday_plan_holiday_plan_kept_fn"() returns trigger as $$ begin raise exception 'holiday plans are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "holiday_plan_kept" BEFORE TRUNCATE on "holiday_plan" for each STATEMENT execute function "holiday_plan_holiday_plan_kept_fn"()`,
    );
    this.addSql(`alter table "holiday_plan" enable row level security`);
    this.addSql(`alter table "holiday_plan" force row level security`);
    this.addSql(
      `create policy "owner_all" on "holiday_plan" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_read" on "holiday_plan" for select to "partnergraph_app" using (true)`,
    );
    this.addSql(
      `create policy "operator_rows" on "holiday_plan" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "app_set" on "holiday_plan" for insert to "partnergraph_app" with check ((select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
  }
}
