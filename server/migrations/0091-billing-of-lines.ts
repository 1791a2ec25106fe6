import { Migration } from '@mikro-orm/migrations';

/** `billing` is newer than the trigger that sets `updated_at`, which must not take a generated column for a change. */
export class BillingOfLines extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create or replace function order_line_updated_fn() returns trigger language plpgsql as $$ begin new.effective_at_or_never := old.effective_at_or_never; new.billing := old.billing; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
  }
}
