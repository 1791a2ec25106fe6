import { Migration } from '@mikro-orm/migrations';

/** Time from which a list price holds. Until now a list price held from the listing of its specification. */
export class ListPrices extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "specification" add "priced_at" timestamptz(3) null`);
    this.addSql(`update specification set priced_at = created_at`);
    this.addSql(`alter table "specification" alter column "priced_at" set not null`);
  }
}
