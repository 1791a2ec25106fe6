import { Migration } from '@mikro-orm/migrations';

/** Foreign keys that the composite key of the same table implies. */
const IMPLIED = {
  exclusive_discount_line: ['customer_id', 'discount_id', 'partner_id', 'seller_id'],
  invoice_registration: ['invoice_id', 'partner_id'],
  job_row: ['job_id'],
  settlement_bill_line: ['bill_id', 'partner_id'],
  specification: ['product_id', 'seller_id'],
};

export class ImpliedKeys extends Migration {
  override async up(): Promise<void> {
    for (const [table, columns] of Object.entries(IMPLIED))
      for (const column of columns)
        this.addSql(`alter table "${table}" drop constraint "${table}_${column}_foreign"`);
  }
}
