import { Migration } from '@mikro-orm/migrations';

/** The first of the keys that a key replaces. */
export class OriginsOfKeys extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "api_key" add "origin_id" uuid null`);
    this.addSql(
      `alter table "api_key" add constraint "api_key_origin_id_foreign" foreign key ("origin_id") references "api_key" ("id") on delete set null`,
    );
    this.addSql(`create index if not exists "api_key_of_origin" on "api_key" ("origin_id")`);
  }
}
