import { Migration } from '@mikro-orm/migrations';

/** The marketplace shows its products to customers; they order by the ids of specifications. */
export class CatalogForCustomers extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop policy "app_read" on "product"`);
    this.addSql(`drop policy "app_read" on "specification"`);
    this.addSql(
      `create policy "app_read" on "product" for select to "partnergraph_app" using (((select viewer_in_programme())) or ((select current_setting('app.side', true)) = 'customer'))`,
    );
    this.addSql(
      `create policy "app_read" on "specification" for select to "partnergraph_app" using (((select viewer_in_programme())) or ((select current_setting('app.side', true)) = 'customer'))`,
    );
  }
}
