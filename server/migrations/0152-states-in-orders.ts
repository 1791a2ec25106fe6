import { Migration } from '@mikro-orm/migrations';

/** The tabs of customers and bindings compare the state in the index of their order. */
export class StatesInOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index "customer_access_by_sales"`);
    this.addSql(
      `create index "customer_access_by_sales" on "customer_access" ("org_id", "sold_this_year_minor", "customer_id", "status")`,
    );
    this.addSql(`drop index "partner_binding_bound_of_partner"`);
    this.addSql(
      `create index "partner_binding_bound_of_partner" on "partner_binding" ("partner_id", "bound_at_or_earliest", "id", "status")`,
    );
    this.addSql(`drop index "partner_binding_by_bound"`);
    this.addSql(
      `create index "partner_binding_by_bound" on "partner_binding" ("bound_at_or_earliest", "id", "status")`,
    );
  }
}
