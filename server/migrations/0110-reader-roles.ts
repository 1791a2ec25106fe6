import { Migration } from '@mikro-orm/migrations';

export class ReaderRoles extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "attachment" add "reader_roles" text[] null`);
    this.addSql(`alter table "comment" add "reader_roles" text[] null`);
    // The roles that see bills and invoices (`billParties`).
    for (const table of ['attachment', 'comment'])
      this.addSql(
        `update "${table}" set reader_roles = '{csp.owner,csp.manager,csp.finance,csp.auditor}' where subject_type in ('LineDispute', 'InvoiceRegistration')`,
      );
  }
}
