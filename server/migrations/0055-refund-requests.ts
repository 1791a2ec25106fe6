import { Migration } from '@mikro-orm/migrations';

export class RefundRequests extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "order_line" add "refund_kind" text null, add "refund_requested_minor" bigint null, add "refund_reason" text null`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_refund_request" check (refund_requested_minor is null or (status = 'REFUND_PENDING' and 0 < refund_requested_minor and refund_requested_minor <= cash_minor and refund_reason is not null))`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_refund_kind_check" check ("refund_kind" in ('NO_REASON', 'NEGOTIATED', 'RULING'))`,
    );
  }
}
