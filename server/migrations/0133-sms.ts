import { Migration } from '@mikro-orm/migrations';

export class Sms extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "outbox_message" drop constraint "outbox_message_channel_check"`);
    this.addSql(
      `alter table "outbox_message" add "sealed_number" text null, add "short_code" text null, add "expires_at" timestamptz(3) null`,
    );
    this.addSql(`alter table "outbox_message" alter column "recipient_mail" drop not null`);
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_short_code" unique ("short_code")`,
    );
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_recipient_of_channel" check ((channel = 'MAIL') = (recipient_mail is not null) and (channel = 'SMS' or sealed_number is null))`,
    );
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_channel_check" check ("channel" in ('MAIL', 'SMS'))`,
    );
  }
}
