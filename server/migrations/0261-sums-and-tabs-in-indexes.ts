import { Migration } from '@mikro-orm/migrations';

const REFUND = 'refund_of_id is not null';
const GRANTED = `origin = 'PARTNER' and (status in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED') or activated_at is not null)`;
const DEMANDS = 'status, customer_id, product_id, due_at, submitted_at';

/** Names and definitions of the indexes, each with its table. */
const INDEXES: readonly (readonly [name: string, on: string])[] = [
  [
    'order_line_refunds_newest',
    `order_line (placed_at, id) include (status, recorded_at) where ${REFUND}`,
  ],
  [
    'order_line_refunds_of_partner',
    `order_line (partner_id, placed_at, id) include (seller_id, customer_id, product_id, status, recorded_at) where ${REFUND}`,
  ],
  [
    'order_line_refunds_of_seller',
    `order_line (seller_id, placed_at, id) include (partner_id, customer_id, product_id, status, recorded_at) where ${REFUND}`,
  ],
  [
    'customer_order_newest',
    'customer_order (placed_at, id) include (status, list_total_minor, deal_total_minor, voucher_total_minor, cash_total_minor)',
  ],
  [
    'exclusive_discount_ending_of_partner',
    'exclusive_discount (partner_id, valid_until, id, status) include (seller_id, customer_id)',
  ],
  [
    'exclusive_discount_granted',
    `exclusive_discount (partner_id, valid_from, product_id, customer_id) include (seller_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
  ],
  [
    'exclusive_discount_granted_of_seller',
    `exclusive_discount (seller_id, valid_from, product_id, customer_id) include (partner_id, status, valid_until, ended_at, list_total_minor) where ${GRANTED}`,
  ],
  [
    'customer_access_by_sales',
    'customer_access (org_id, sold_this_year_minor, customer_id, status) include (sold_in_year, until, account_manager_id)',
  ],
  [
    'customer_demand_in_state',
    'customer_demand (status, created_at, id) include (expected_amount_minor)',
  ],
  [
    'customer_demand_of_partner',
    `customer_demand (partner_id, created_at, id, seller_id, ${DEMANDS}) include (expected_amount_minor)`,
  ],
  [
    'customer_demand_of_seller',
    `customer_demand (seller_id, created_at, id, partner_id, ${DEMANDS}) include (expected_amount_minor)`,
  ],
];

const NEW = ['order_line_refunds_of_partner', 'order_line_refunds_of_seller'];

/** Tabs and sums read an index alone, in the order of the rows. */
export class SumsAndTabsInIndexes extends Migration {
  override async up(): Promise<void> {
    for (const [name, on] of INDEXES) {
      if (!NEW.includes(name)) this.addSql(`drop index ${name}`);
      // Built beforehand on a large installation (decision 0038).
      this.addSql(`alter index if exists ${name}_next rename to ${name}`);
      this.addSql(`create index if not exists ${name} on ${on}`);
    }
  }
}
