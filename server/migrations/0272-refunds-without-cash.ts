import { Migration } from '@mikro-orm/migrations';

/** An appeal refunds a line that vouchers paid: it takes back the line, and no cash. */
export class RefundsWithoutCash extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "appeal" drop constraint "appeal_refund"`);
    // The rows satisfied the narrower condition, so that nothing is left to validate.
    this.addSql(
      `alter table "appeal" add constraint "appeal_refund" check ((outcome is not distinct from 'REFUND') = (refund_minor is not null) and (refund_minor is null or (refund_minor >= least(1, cash_minor) and refund_minor <= cash_minor))) not valid`,
    );
  }
}
