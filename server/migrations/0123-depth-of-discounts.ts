import { Migration } from '@mikro-orm/migrations';

/** `depth` is newer than the trigger that sets `updated_at`, which must not take a generated column for a change. */
export class DepthOfDiscounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop trigger exclusive_discount_updated on exclusive_discount`);
    this.addSql(
      `create or replace function exclusive_discount_updated_fn() returns trigger language plpgsql as $$ begin new.depth := old.depth; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger exclusive_discount_updated before update on exclusive_discount for each row execute function exclusive_discount_updated_fn()`,
    );
  }
}
