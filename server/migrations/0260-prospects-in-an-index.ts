import { Migration } from '@mikro-orm/migrations';

/** The purge finds old prospects that only partners named in an index. */
export class ProspectsInAnIndex extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists customer_prospect on customer (created_at, id) where source = 'PARTNER' and upstream_id is null and not contact_on_file`,
    );
  }
}
