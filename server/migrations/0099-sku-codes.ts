import { Migration } from '@mikro-orm/migrations';

export class SkuCodes extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "specification" add "sku_code" text null`);
    this.addSql(
      `alter table "specification" add constraint "specification_sku_code" unique ("sku_code")`,
    );
  }
}
