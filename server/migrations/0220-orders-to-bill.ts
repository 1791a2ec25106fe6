import { Migration } from '@mikro-orm/migrations';

/** Orders to bill are counted in an index of their lines, in their order and with what the policies compare. */
export class OrdersToBill extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index order_line_pending_orders on order_line (partner_id, order_id) include (seller_id, customer_id) where billing = 'PENDING'`,
    );
  }
}
