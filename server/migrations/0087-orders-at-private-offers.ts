import { Migration } from '@mikro-orm/migrations';

export class OrdersAtPrivateOffers extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_order" add "private_offer_id" uuid null`);
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_private_offer_id_foreign" foreign key ("private_offer_id") references "private_offer" ("id") on delete set null`,
    );
    this.addSql(
      `create index "customer_order_of_offer" on "customer_order" ("private_offer_id", "placed_at", "id")`,
    );
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_one_price" check (num_nonnulls(discount_id, private_offer_id) <= 1)`,
    );
    this.addSql(`alter table "order_line" add "private_offer_id" uuid null`);
    this.addSql(
      `alter table "order_line" add constraint "order_line_private_offer_id_foreign" foreign key ("private_offer_id") references "private_offer" ("id") on delete set null`,
    );
  }
}
