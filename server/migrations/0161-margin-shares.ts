import { Migration } from '@mikro-orm/migrations';

/** A discount on the marketplace's own product showed the standard ratio of the product; bills share the margin. */
export class MarginShares extends Migration {
  override async up(): Promise<void> {
    this.addSql(`update exclusive_discount d set share_ratio = coalesce(
      (select v.value::numeric from policy_value v where v.key = 'orders.margin-share' and v.effective_from <= d.submitted_at
        order by v.effective_from desc, v.id desc limit 1), 0.9)
      from product p where p.id = d.product_id and p.sale_model = 'HUAWEI' and d.share_ratio is not null`);
  }
}
