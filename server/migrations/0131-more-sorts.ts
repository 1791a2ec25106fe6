import { Migration } from '@mikro-orm/migrations';

/** The triggers that set `updated_at` must not take the new generated columns for changes. */
export class MoreSorts extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "partner_binding" add "bound_at_or_earliest" timestamptz(3) generated always as (coalesce(bound_at, '1970-01-01 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(
      `create index "partner_binding_bound_of_partner" on "partner_binding" ("partner_id", "bound_at_or_earliest", "id")`,
    );
    this.addSql(
      `create index "partner_binding_by_bound" on "partner_binding" ("bound_at_or_earliest", "id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add "savings_minor" bigint generated always as (list_total_minor - net_total_minor) stored not null`,
    );
    this.addSql(
      `create index "exclusive_discount_by_savings" on "exclusive_discount" ("savings_minor", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_savings_of_partner" on "exclusive_discount" ("partner_id", "savings_minor", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_by_savings_of_seller" on "exclusive_discount" ("seller_id", "savings_minor", "id")`,
    );
    this.addSql(
      `create or replace function partner_binding_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; new.bound_at_or_earliest := old.bound_at_or_earliest; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create or replace function exclusive_discount_updated_fn() returns trigger language plpgsql as $$ begin new.savings_minor := old.savings_minor; new.depth := old.depth; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
  }
}
