import { Migration } from '@mikro-orm/migrations';

export class RunsOfPartners extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop policy "app_read" on "settlement_run"`);
    this.addSql(
      `create policy "app_read" on "settlement_run" for select to "partnergraph_app" using (((select current_setting('app.side', true)) = 'partner'))`,
    );
  }
}
