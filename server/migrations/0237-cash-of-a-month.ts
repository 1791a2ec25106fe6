import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/** A line keeps when its payment or refund was recorded; the cash of a month is found by it. */
export class CashOfAMonth extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "order_line" add column if not exists "recorded_at" timestamptz(3) null`,
    );
    this.addSql(
      `create index if not exists order_line_recorded on order_line (partner_id, product_id, (coalesce(recorded_at, placed_at))) where partner_id is not null`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
