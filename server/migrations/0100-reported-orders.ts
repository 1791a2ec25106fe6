import { Migration } from '@mikro-orm/migrations';

export class ReportedOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_order" drop constraint "customer_order_payment_clock"`);
    this.addSql(
      `alter table "customer_order" add "upstream_type" text null, add "upstream_status" text null, add "synced_at" timestamptz(3) null`,
    );
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_payment_clock" check (status <> 'PENDING_PAYMENT' or payment_due_at is not null or upstream_order_id is not null)`,
    );
  }
}
