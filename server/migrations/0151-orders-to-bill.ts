import { Migration } from '@mikro-orm/migrations';

/** Orders with lines that await their bill are found in an index. */
export class OrdersToBill extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index "order_line_pending_of_partner"`);
    this.addSql(
      `create index "order_line_pending_of_partner" on "order_line" ("partner_id", "placed_at", "id", "order_id") where billing = 'PENDING'`,
    );
    this.addSql(
      `create index "order_line_pending_of_order" on "order_line" ("order_id") where billing = 'PENDING'`,
    );
  }
}
