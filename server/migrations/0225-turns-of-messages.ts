import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/** Order of sending, and counts of the mails that organizations ask for. */
export class TurnsOfMessages extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "outbox_message" add "turn_id" uuid not null default '00000000-0000-7000-8000-000000000000', add "is_urgent" boolean not null default false, add "about_id" uuid null`,
    );
    this.addSql(`drop index outbox_message_unsent`);
    this.addSql(
      `create index outbox_message_unsent on outbox_message (is_urgent, turn_id, created_at, id) where sent_at is null and failed_at is null`,
    );
    this.addSql(
      `create index outbox_message_about on outbox_message (about_id, created_at) where about_id is not null`,
    );
    this.addSql(
      `create index outbox_message_asked on outbox_message (turn_id, created_at) where about_id is not null`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
