import { Migration } from '@mikro-orm/migrations';
import { VIEWER_SUB_DISTRIBUTORS_SQL } from '../modules/partners/programme.sql.ts';

export class DistributorsRead extends Migration {
  override async up(): Promise<void> {
    this.addSql(VIEWER_SUB_DISTRIBUTORS_SQL);
    this.addSql(
      `create policy "app_read" on "partner_binding" for select to "partnergraph_app" using ((partner_binding.partner_id = any((select viewer_sub_distributors())::uuid[])))`,
    );
    this.addSql(
      `create policy "app_read" on "exclusive_discount" for select to "partnergraph_app" using ((exclusive_discount.status <> 'DRAFT' and exclusive_discount.partner_id = any((select viewer_sub_distributors())::uuid[])))`,
    );
    this.addSql(
      `create policy "app_read" on "exclusive_discount_line" for select to "partnergraph_app" using ((exclusive_discount_line.state <> 'DRAFT' and exclusive_discount_line.partner_id = any((select viewer_sub_distributors())::uuid[])))`,
    );
  }
}
