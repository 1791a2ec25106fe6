import { Migration } from '@mikro-orm/migrations';

export class Pauses extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "deadline" add "pause_reason" text null`);
    // No life cycle paused its deadlines before this one, so that no row has a pause without a reason.
    this.addSql(
      `alter table "deadline" add constraint "deadline_pause_has_reason" check ((paused_since is null) = (pause_reason is null))`,
    );
    this.addSql(
      `alter table "deadline" add constraint "deadline_pause_reason_check" check ("pause_reason" in ('APPEAL'))`,
    );
  }
}
