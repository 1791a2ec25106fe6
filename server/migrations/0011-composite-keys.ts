import { Migration } from '@mikro-orm/migrations';

/** Children, the parents' properties that they copy, and the action when a parent is deleted. */
const KEYS = [
  ['specification', 'product_id', 'product', ['seller_id'], 'no action'],
  [
    'exclusive_discount_line',
    'discount_id',
    'exclusive_discount',
    ['partner_id', 'seller_id', 'customer_id'],
    'cascade',
  ],
  ['order_line', 'order_id', 'customer_order', ['customer_id', 'partner_id'], 'cascade'],
  ['settlement_bill_line', 'bill_id', 'settlement_bill', ['partner_id'], 'no action'],
  ['invoice_registration', 'invoice_id', 'invoice', ['partner_id'], 'no action'],
  ['job_row', 'job_id', 'job', ['tenant_id'], 'cascade'],
] as const;

export class CompositeKeys extends Migration {
  override async up(): Promise<void> {
    for (const [child, reference, parent, copied, onDelete] of KEYS) {
      const key = ['id', ...copied];
      this.addSql(
        `alter table "${parent}" add constraint "${parent}_${key.join('_')}_key" unique (${key.join(', ')})`,
      );
      this.addSql(
        `alter table "${child}" add constraint "${child}_of_${parent}" foreign key (${[reference, ...copied].join(', ')})
          references "${parent}" (${key.join(', ')}) on update cascade on delete ${onDelete}`,
      );
    }
  }
}
