import { Migration } from '@mikro-orm/migrations';

export class ContactSources extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer" add "contact_source" text null`);
    this.addSql(
      `alter table "customer" add constraint "customer_contact_source_check" check ("contact_source" in ('IMPORT', 'UPSTREAM', 'OPERATOR'))`,
    );
    this.addSql(
      `update customer set contact_source = case source when 'UPSTREAM' then 'UPSTREAM' else 'IMPORT' end where contact_on_file`,
    );
  }
}
