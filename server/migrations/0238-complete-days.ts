import { Migration } from '@mikro-orm/migrations';

const REPORTED =
  '"status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance", "recorded_at", "deal_minor", "cash_minor", "refund_of_id", "list_minor", "voucher_minor"';
const INDEXES = {
  order_line_newest:
    '("placed_at", "id") include ("partner_id", "seller_id", "product_id", "status", "performance", "recorded_at", "deal_minor", "cash_minor", "refund_of_id")',
  order_line_of_partner: `("partner_id", "placed_at", "id", "seller_id", ${REPORTED})`,
  order_line_of_seller: `("seller_id", "placed_at", "id", "partner_id", ${REPORTED})`,
};

/** Sums of complete days read the index alone. */
export class CompleteDays extends Migration {
  override async up(): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES)) {
      this.addSql(`drop index "${name}"`);
      // Built beforehand on a large installation (decision 0038).
      this.addSql(`alter index if exists "${name}_next" rename to "${name}"`);
      this.addSql(`create index if not exists "${name}" on "order_line" ${columns}`);
    }
  }
}
