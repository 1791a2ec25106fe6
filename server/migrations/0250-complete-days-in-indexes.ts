import { Migration } from '@mikro-orm/migrations';

/** The lines that await their bill on complete days are summed in an index. */
export class CompleteDaysInIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index order_line_pending_of_partner`);
    this.addSql(
      `create index order_line_pending_of_partner on order_line (partner_id, placed_at, id, order_id) include (seller_id, customer_id, status, billing, strategy, recorded_at, effective_at, supervision, supervision_completed_at, repayment, repaid_at, refund_of_id, deal_minor, cash_minor, floor_minor, share_ratio, vat_rate, settled_minor, sale_deal_minor, sale_cash_minor, sale_floor_minor, sale_settled_minor) where billing = 'PENDING'`,
    );
  }
}
