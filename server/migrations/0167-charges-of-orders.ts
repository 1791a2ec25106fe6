import { Migration } from '@mikro-orm/migrations';

export class ChargesOfOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index "upstream_charge_of_trade" on "upstream_charge" ("account_id", "trade_id")`,
    );
  }
}
