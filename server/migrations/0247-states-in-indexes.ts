import { Migration } from '@mikro-orm/migrations';

/** The first open invoice, and the counts and sums of a seller's orders, are read in an index. */
export class StatesInIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index "invoice_due"`);
    this.addSql(`drop index "invoice_due_of_partner"`);
    this.addSql(`drop index "order_access_in_state"`);
    this.addSql(`drop index "order_access_of_partner"`);
    this.addSql(`create index "invoice_due" on "invoice" ("due_at", "id", "status")`);
    this.addSql(
      `create index "invoice_due_of_partner" on "invoice" ("partner_id", "due_at", "id", "status")`,
    );
    this.addSql(
      `create index "order_access_of_partner" on "order_access" ("seller_id", "partner_id", "placed_at", "order_id") include ("status", "attribution")`,
    );
    this.addSql(
      `create index "order_access_in_state" on "order_access" ("seller_id", "status", "placed_at", "order_id") include ("list_minor", "deal_minor", "voucher_minor", "cash_minor")`,
    );
  }
}
