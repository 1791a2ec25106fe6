import { Migration } from '@mikro-orm/migrations';

export class EventsOfRequest extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index "domain_event_of_request" on "domain_event" ("request_id", "subject_type", "event", "created_at", "id")`,
    );
  }
}
