import { Migration } from '@mikro-orm/migrations';

/** Sums of complete days read the index alone. */
export class CompleteDays extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index "order_line_newest"`);
    this.addSql(`drop index "order_line_of_partner"`);
    this.addSql(`drop index "order_line_of_seller"`);
    this.addSql(
      `create index "order_line_newest" on "order_line" ("placed_at", "id") include ("partner_id", "seller_id", "product_id", "status", "performance", "recorded_at", "deal_minor", "cash_minor", "refund_of_id")`,
    );
    this.addSql(
      `create index "order_line_of_partner" on "order_line" ("partner_id", "placed_at", "id", "seller_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance", "recorded_at", "deal_minor", "cash_minor", "refund_of_id", "list_minor", "voucher_minor")`,
    );
    this.addSql(
      `create index "order_line_of_seller" on "order_line" ("seller_id", "placed_at", "id", "partner_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance", "recorded_at", "deal_minor", "cash_minor", "refund_of_id", "list_minor", "voucher_minor")`,
    );
  }
}
