import { Migration } from '@mikro-orm/migrations';

export class OrderingsOfOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "customer_order" add "paid_at_or_never" timestamptz(3) generated always as (coalesce(paid_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(
      `create index "customer_order_by_payment" on "customer_order" ("paid_at_or_never", "id")`,
    );
    this.addSql(
      `create index "customer_order_by_payment_of_partner" on "customer_order" ("partner_id", "paid_at_or_never", "id")`,
    );
    this.addSql(
      `create index "customer_order_by_deal" on "customer_order" ("deal_total_minor", "id")`,
    );
    this.addSql(
      `create index "customer_order_by_deal_of_partner" on "customer_order" ("partner_id", "deal_total_minor", "id")`,
    );
    this.addSql(
      `create index "customer_order_by_cash" on "customer_order" ("cash_total_minor", "id")`,
    );
    this.addSql(
      `create index "customer_order_by_cash_of_partner" on "customer_order" ("partner_id", "cash_total_minor", "id")`,
    );
    this.addSql(
      `alter table "order_access" add "paid_at_or_never" timestamptz(3) generated always as (coalesce(paid_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(
      `create index "order_access_by_payment" on "order_access" ("seller_id", "paid_at_or_never", "order_id")`,
    );
    this.addSql(
      `create index "order_access_by_deal" on "order_access" ("seller_id", "deal_minor", "order_id")`,
    );
    this.addSql(
      `create index "order_access_by_cash" on "order_access" ("seller_id", "cash_minor", "order_id")`,
    );
    this.addSql(
      `alter table "order_line" add "effective_at_or_never" timestamptz(3) generated always as (coalesce(effective_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null`,
    );
    this.addSql(
      `create index "order_line_by_effect" on "order_line" ("effective_at_or_never", "id")`,
    );
    this.addSql(
      `create index "order_line_by_effect_of_partner" on "order_line" ("partner_id", "effective_at_or_never", "id")`,
    );
    this.addSql(
      `create index "order_line_by_effect_of_seller" on "order_line" ("seller_id", "effective_at_or_never", "id")`,
    );
    this.addSql(`create index "order_line_by_cash" on "order_line" ("cash_minor", "id")`);
    this.addSql(
      `create index "order_line_by_cash_of_partner" on "order_line" ("partner_id", "cash_minor", "id")`,
    );
    this.addSql(
      `create index "order_line_by_cash_of_seller" on "order_line" ("seller_id", "cash_minor", "id")`,
    );
  }
}
