import { Migration } from '@mikro-orm/migrations';

/** The deadline of a returned invoice, which only reminded, fires when it passes: at once if it has passed. */
export class OverdueReturnedInvoices extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `update deadline set event = 'lapse' where subject_type = 'Invoice' and event is null and on_expiry = 'RETURNED' and fired_at is null`,
    );
    // A return moved the date of an invoice that was overdue before.
    this.addSql(
      `update invoice set overdue_since = null where status = 'RETURNED' and due_at > overdue_since`,
    );
  }
}
