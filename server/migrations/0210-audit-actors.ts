import { Migration } from '@mikro-orm/migrations';

export class AuditActors extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index "audit_entry_of_actor" on "audit_entry" ("actor_id", "created_at", "id")`,
    );
  }
}
