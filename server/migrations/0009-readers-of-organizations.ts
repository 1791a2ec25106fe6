import { Migration } from '@mikro-orm/migrations';

export class ReadersOfOrganizations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop policy "app_read" on "organization"`);
    this.addSql(
      `create policy "app_read" on "organization" for select to "partnergraph_app" using (((select nullif(current_setting('app.tenant', true), '')::uuid) is not null and organization.kind in ('SELLER', 'OPERATOR')) or ((select current_setting('app.side', true)) in ('seller', 'customer')))`,
    );
  }
}
