import { Migration } from '@mikro-orm/migrations';

/** The amount that the marketplace names with the renewal, the change or the end of an instance. */
export class AmountsOfNotifications extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table upstream_notification add column order_amount_minor bigint null`);
  }
}
