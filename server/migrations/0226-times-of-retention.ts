import { Migration } from '@mikro-orm/migrations';

/** The rows that a purge looks for. */
export class TimesOfRetention extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists one_time_link_over on one_time_link (least(used_at, expires_at))`,
    );
    this.addSql(
      `create index if not exists outbox_message_over on outbox_message (coalesce(sent_at, failed_at))`,
    );
    this.addSql(
      `create index if not exists quarantined_row_settled on quarantined_row (seen_at) where status <> 'OPEN'`,
    );
    this.addSql(`create index if not exists "consent_code_over" on "consent_code" ("expires_at")`);
    this.addSql(`create index if not exists "mobile_code_over" on "mobile_code" ("expires_at")`);
    this.addSql(
      `create index if not exists upstream_notification_kept on upstream_notification (ended_at) where raw <> ''`,
    );
  }
}
