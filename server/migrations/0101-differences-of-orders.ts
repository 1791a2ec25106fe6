import { Migration } from '@mikro-orm/migrations';

const CLASSES = [
  'ASSOCIATED_UPSTREAM_ONLY',
  'BOUND_HERE_ONLY',
  'BINDING_TYPE',
  'ACCOUNT_MANAGER',
  'LABEL',
  'DISTRIBUTOR',
  'ORDER_STATE',
  'ORDER_AMOUNT',
  'ORDER_FACTS',
];

export class DifferencesOfOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "difference" drop constraint "difference_difference_class_check"`);
    this.addSql(
      `alter table "difference" add constraint "difference_difference_class_check" check ("difference_class" in (${CLASSES.map((word) => `'${word}'`).join(', ')}))`,
    );
  }
}
