import { Migration } from '@mikro-orm/migrations';

/** A dispute of a bill line pauses the time after which the bill counts as confirmed. */
export class PausesByDisputes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "deadline" drop constraint "deadline_pause_reason_check"`);
    // The rows satisfied the shorter list, so that nothing is left to validate.
    this.addSql(
      `alter table "deadline" add constraint "deadline_pause_reason_check" check ("pause_reason" in ('APPEAL', 'REFUND', 'DISPUTE')) not valid`,
    );
  }
}
