import { Migration } from '@mikro-orm/migrations';

export class TargetsOfProducts extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "performance_target" add "product_id" uuid null, add "product_type" text null`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_product_id_foreign" foreign key ("product_id") references "product" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_scope" check (num_nonnulls(product_id, product_type) <= 1)`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_product_type_check" check ("product_type" in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'))`,
    );
    this.addSql(`alter table "performance_target" drop constraint "performance_target_once"`);
    this.addSql(
      `create unique index performance_target_once on performance_target (partner_id, period, product_id, product_type) nulls not distinct`,
    );
  }
}
