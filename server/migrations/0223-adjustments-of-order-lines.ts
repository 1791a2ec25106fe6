import { Migration } from '@mikro-orm/migrations';

/** The settlement of a refunded sale looks up its adjustments by the order line. */
export class AdjustmentsOfOrderLines extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index bill_adjustment_of_order_line on bill_adjustment (order_line_id)`);
  }
}
