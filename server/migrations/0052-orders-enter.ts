import { Migration } from '@mikro-orm/migrations';
import { ORDER_SERIAL_SQL } from './functions/orders.sql.ts';

/** Existing orders have the attribution of the whole order on each line, and seven days to pay. */
const FILL = [
  `update customer_order set payment_due_at = placed_at + interval '7 days' where status = 'PENDING_PAYMENT'`,
  `insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, acts_side, customer_id, label)
    select gen_random_uuid(), now(), 'Order', o.id, 'expire', 'INSTANT', o.payment_due_at, 'CANCELLED', 'CUSTOMER', o.customer_id, o.number || ' ' || o.customer_name
    from customer_order o where o.status = 'PENDING_PAYMENT'`,
  `update order_line l set instance_id = coalesce(l.refund_of_id, l.id)::text,
      attribution = case when l.partner_id is null then 'NONE' else o.attribution end,
      attribution_reason = case when l.partner_id is null then coalesce(o.attribution_reason, 'NO_PARTNER_SELECTED') end,
      charging_mode = case s.period when 'ONE_OFF' then 'ONE_TIME' when 'ON_DEMAND' then 'ON_DEMAND' else 'PERIOD' end
    from customer_order o, specification s where o.id = l.order_id and s.id = l.specification_id`,
  `select setval('customer_order_serial', 1 + (select count(*) from customer_order))`,
];

export class OrdersEnter extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "exclusive_discount" add "order_line_id" uuid null`);
    this.addSql(
      `create unique index exclusive_discount_of_order_line on exclusive_discount (order_line_id) where origin = 'AUTO'`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_automatic" check ((origin = 'AUTO') = (order_line_id is not null))`,
    );
    this.addSql(
      `alter table "customer_order" drop constraint "customer_order_attribution_reason_check"`,
    );
    this.addSql(
      `alter table "customer_order" add "selected_partner_id" uuid null, add "payment_due_at" timestamptz(3) null, add "link_subject_id" uuid null, add "upstream_order_id" text null`,
    );
    this.addSql(ORDER_SERIAL_SQL);
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_selected_partner_id_foreign" foreign key ("selected_partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `create index customer_order_of_link on customer_order (link_subject_id) where link_subject_id is not null`,
    );
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_upstream" unique ("upstream_order_id")`,
    );
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_attribution_reason_check" check ("attribution_reason" in ('NOT_PAID_YET', 'NO_PARTNER_SELECTED', 'CUSTOMER_NOT_BOUND', 'DISCOUNT_OF_ANOTHER_PARTNER', 'DISCOUNT_IN_FORCE', 'DISCOUNT_WITHIN_24_HOURS', 'PRODUCT_NOT_COVERED'))`,
    );
    this.addSql(
      `alter table "order_line" add "attribution" text null, add "attribution_reason" text null, add "charging_mode" text null, add "terms_version" int null, add "instance_id" text null, add "upstream_line_id" text null`,
    );
    for (const statement of FILL) this.addSql(statement);
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_payment_clock" check (status <> 'PENDING_PAYMENT' or payment_due_at is not null)`,
    );
    this.addSql(
      `alter table "order_line" alter "attribution" set not null, alter "charging_mode" set not null, alter "instance_id" set not null`,
    );
    this.addSql(
      `create index "order_line_of_instance" on "order_line" ("instance_id", "placed_at", "id")`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_upstream" unique ("upstream_line_id")`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_attributed" check ((attribution = 'NONE') = (partner_id is null) and (attribution = 'NONE') = (attribution_reason is not null))`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_attribution_check" check ("attribution" in ('NONE', 'DISCOUNT', 'AUTO', 'SELECTED'))`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_attribution_reason_check" check ("attribution_reason" in ('NOT_PAID_YET', 'NO_PARTNER_SELECTED', 'CUSTOMER_NOT_BOUND', 'DISCOUNT_OF_ANOTHER_PARTNER', 'DISCOUNT_IN_FORCE', 'DISCOUNT_WITHIN_24_HOURS', 'PRODUCT_NOT_COVERED'))`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_charging_mode_check" check ("charging_mode" in ('ONE_TIME', 'PERIOD', 'ON_DEMAND', 'ON_DEMAND_PKG'))`,
    );
    this.addSql(`alter table "api_key" drop constraint "api_key_scopes"`);
    this.addSql(
      `alter table "api_key" add constraint "api_key_scopes" check (scopes <@ array['read', 'write', 'schema:read', 'orders:write']::text[])`,
    );
  }
}
