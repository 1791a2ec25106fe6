import { Migration } from '@mikro-orm/migrations';

/** Sums of a representative's discounts read the index of its partner alone. */
export class SumsOfDiscounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index exclusive_discount_of_partner`);
    this.addSql(
      `create index exclusive_discount_of_partner on exclusive_discount (partner_id, created_at, id, seller_id, status, origin, customer_id, product_id, valid_from, valid_until, submitted_at, depth, list_total_minor, net_total_minor, savings_minor)`,
    );
  }
}
