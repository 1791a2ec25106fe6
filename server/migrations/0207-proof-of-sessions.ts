import { Migration } from '@mikro-orm/migrations';

export class ProofOfSessions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "consent_code" add "session_id" uuid null`);
    this.addSql(`alter table "consent_code" alter column "binding_id" drop not null`);
    this.addSql(`alter table "consent_code" alter column "partner_id" drop not null`);
    this.addSql(
      `alter table "consent_code" add constraint "consent_code_of_binding_or_session" check ((binding_id is null) <> (session_id is null))`,
    );
  }
}
