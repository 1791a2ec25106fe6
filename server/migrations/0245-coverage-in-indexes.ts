import { Migration } from '@mikro-orm/migrations';

const REPORTED =
  '"status", "seller_id", "product_id", "customer_id", "valid_from", "valid_until", "revoked_at", "ended_at"';
const GRANTED = `origin = 'PARTNER' and (status in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED') or activated_at is not null)`;

/** Reports of authorizations and discounts by months in force read indexes alone. */
export class CoverageInIndexes extends Migration {
  override async up(): Promise<void> {
    for (const table of ['csp_authorization', 'joint_sales_authorization']) {
      this.addSql(`drop index "${table}_of_partner"`);
      this.addSql(
        `create index "${table}_of_partner" on "${table}" ("partner_id", "created_at", "id") include (${REPORTED})`,
      );
    }
    this.addSql(
      `create index if not exists exclusive_discount_granted on exclusive_discount (partner_id, product_id, customer_id, valid_from) include (seller_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
    );
    this.addSql(
      `create index if not exists exclusive_discount_granted_of_seller on exclusive_discount (seller_id, product_id, customer_id, valid_from) include (partner_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
    );
  }
}
