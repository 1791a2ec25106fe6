import { Migration } from '@mikro-orm/migrations';

/** Sums of a representative's orders read the index alone; an index finds a seller's orders of a state. */
export class SumsOfRepresentatives extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index customer_order_of_partner`);
    this.addSql(
      `create index customer_order_of_partner on customer_order (partner_id, placed_at, id, status, order_type, attribution, customer_id, paid_at, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)`,
    );
    this.addSql(
      `create index order_access_in_state on order_access (seller_id, status, placed_at, order_id)`,
    );
  }
}
