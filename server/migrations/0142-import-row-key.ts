import { Migration } from '@mikro-orm/migrations';

export class ImportRowKey extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index "import_row_key" on "import_row" ("job_id", "row_key", "line")`);
  }
}
