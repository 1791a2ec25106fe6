import { Migration } from '@mikro-orm/migrations';

export class FailedBills extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "settlement_run_partner" drop constraint "settlement_run_partner_bound_check"`,
    );
    this.addSql(
      `alter table "settlement_run_partner" add constraint "settlement_run_partner_bound_check" check ("bound" in ('NEGATIVE_TOTAL', 'NOT_CERTIFIED', 'ABOVE_USUAL', 'FAILED'))`,
    );
  }
}
