import { Migration } from '@mikro-orm/migrations';
import { DB_ROLES } from '../platform/db/tenancy.ts';

/**
 * Finds a demo database that was seeded before the mark existed: by the first entry of the demo's history, or by an
 * account of the scale seed.
 */
const SEEDED = `
  select at from (
    select created_at as at from audit_entry where action = 'storyBegin'
    union all
    select created_at from app_user where mail = 'operator@marketplace.example'
  ) seeded order by at limit 1`;

/** The mark of a demo database; immutable events and policy values. */
export class Modes extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "demo_mark" ("id" int not null, "created_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create or replace function "domain_event_domain_event_frozen_fn"() returns trigger as $$ begin raise exception 'domain events are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "domain_event_frozen" BEFORE UPDATE OR DELETE on "domain_event" for each ROW execute function "domain_event_domain_event_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "domain_event_domain_event_kept_fn"() returns trigger as $$ begin raise exception 'domain events are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "domain_event_kept" BEFORE TRUNCATE on "domain_event" for each STATEMENT execute function "domain_event_domain_event_kept_fn"()`,
    );
    this.addSql(
      `create or replace function "policy_value_policy_value_frozen_fn"() returns trigger as $$ begin raise exception 'policy values are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "policy_value_frozen" BEFORE UPDATE OR DELETE on "policy_value" for each ROW execute function "policy_value_policy_value_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "policy_value_policy_value_kept_fn"() returns trigger as $$ begin raise exception 'policy values are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "policy_value_kept" BEFORE TRUNCATE on "policy_value" for each STATEMENT execute function "policy_value_policy_value_kept_fn"()`,
    );
    this.addSql(`alter table "demo_mark" add constraint "demo_mark_one_row" check (id = 1)`);
    this.addSql(`alter table "demo_mark" enable row level security`);
    this.addSql(`alter table "demo_mark" force row level security`);
    this.addSql(
      `create policy "owner_all" on "demo_mark" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(`revoke all on demo_mark from ${DB_ROLES.app}, ${DB_ROLES.reporting}`);
    this.addSql(
      `revoke update, delete on audit_entry, domain_event, policy_value from ${DB_ROLES.app}`,
    );
    this.addSql(`insert into demo_mark (id, created_at) select 1, at from (${SEEDED}) s`);
  }
}
