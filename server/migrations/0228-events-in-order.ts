import { Migration } from '@mikro-orm/migrations';

/** Events get the time of their recording. Stored ones keep their order: the time of the event, behind every horizon. */
export class EventsInOrder extends Migration {
  override async up(): Promise<void> {
    this.addSql('alter table "domain_event" add column "recorded_at" timestamptz(3)');
    // The table refuses updates. A change of the type writes each row once; a demo's clock may have been ahead.
    this.addSql(
      `alter table "domain_event" alter column "recorded_at" type timestamptz(3) using date_trunc('milliseconds', least(now(), "created_at"))`,
    );
    this.addSql(
      'alter table "domain_event" alter column "recorded_at" set default record_changed(), alter column "recorded_at" set not null',
    );
    this.addSql('create index "domain_event_recorded" on "domain_event" ("recorded_at", "id")');
    this.addSql(
      'create index "domain_event_recorded_of_partner" on "domain_event" ("partner_id", "recorded_at", "id")',
    );
    this.addSql(
      'create index "domain_event_recorded_of_seller" on "domain_event" ("seller_id", "recorded_at", "id")',
    );
  }
}
