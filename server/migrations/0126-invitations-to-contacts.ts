import { Migration } from '@mikro-orm/migrations';

export class InvitationsToContacts extends Migration {
  override async up(): Promise<void> {
    // An invitation may go to the contact on file alone.
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_invited"`);
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_invited" check (not (status in ('INVITED', 'PROVISIONAL')) or (type is not null and invited_at is not null))`,
    );
  }
}
