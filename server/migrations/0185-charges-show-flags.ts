import { Migration } from '@mikro-orm/migrations';

export class ChargesShowFlags extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "upstream_charge" add "is_reserved_instance" boolean not null default false, add "is_support_plan" boolean not null default false`,
    );
  }
}
