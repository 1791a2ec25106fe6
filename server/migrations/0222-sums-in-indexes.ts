import { Migration } from '@mikro-orm/migrations';

const FILTERED =
  'status, supervision, repayment, strategy, customer_id, product_id, effective_at, billing, performance';
const SUMMED = 'deal_minor, cash_minor, refund_of_id';

/** Reports read amounts of order lines and of months in indexes alone. */
export class SumsInIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index order_line_of_partner`);
    this.addSql(`drop index order_line_of_seller`);
    this.addSql(`drop index order_line_pending_of_partner`);
    this.addSql(
      `create index order_line_of_partner on order_line (partner_id, placed_at, id, seller_id, ${FILTERED}, ${SUMMED})`,
    );
    this.addSql(
      `create index order_line_of_seller on order_line (seller_id, placed_at, id, partner_id, ${FILTERED}, ${SUMMED})`,
    );
    this.addSql(
      `create index order_line_pending_of_partner on order_line (partner_id, placed_at, id, order_id) include (seller_id, customer_id, billing, strategy, effective_at, supervision, supervision_completed_at, repayment, repaid_at, refund_of_id, deal_minor, cash_minor, floor_minor, share_ratio, vat_rate, settled_minor) where billing = 'PENDING'`,
    );
    this.addSql(`drop index order_access_of_partner`);
    this.addSql(
      `create index order_access_of_partner on order_access (seller_id, partner_id, placed_at, order_id) include (status)`,
    );
    this.addSql(
      `create index product_sales_of_months on product_sales (partner_id, starts_at, product_id) include (sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) where unit = 'MONTH'`,
    );
  }
}
