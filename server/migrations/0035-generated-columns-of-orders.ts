import { Migration } from '@mikro-orm/migrations';

/** Generated columns of records that are newer than the trigger that sets `updated_at`. */
const GENERATED = {
  customer_order: 'paid_at_or_never',
  order_access: 'paid_at_or_never',
  order_line: 'effective_at_or_never',
};

/** A generated column is computed after the trigger, so the trigger must not take it for a change. */
export class GeneratedColumnsOfOrders extends Migration {
  override async up(): Promise<void> {
    for (const [table, column] of Object.entries(GENERATED)) {
      this.addSql(`drop trigger ${table}_updated on ${table}`);
      this.addSql(
        `create or replace function ${table}_updated_fn() returns trigger language plpgsql as $$ begin new.${column} := old.${column}; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
      );
      this.addSql(
        `create trigger ${table}_updated before update on ${table} for each row execute function ${table}_updated_fn()`,
      );
    }
  }
}
