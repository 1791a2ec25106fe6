import { Migration } from '@mikro-orm/migrations';

/**
 * Service-flow templates by product type, with the average delivery time. A License is supervised, hardware has its
 * own flow, and a consulting product has no template and no specification on sale. A paid License line that has not
 * taken effect becomes supervised; one that has may have been settled, and stays.
 */
export class ServiceFlowTemplates extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "product" drop constraint "product_supervision_template_check"`);
    this.addSql(
      `alter table "product" add "average_delivery_days" int null, add "lead_url" text null`,
    );
    this.addSql(
      `update product set supervision_template = case product_type
          when 'LICENSE' then 'LICENSE_CODE'
          when 'HARDWARE' then 'HARDWARE'
          when 'MANUAL_SERVICE' then coalesce(supervision_template, 'STANDARD')
          when 'SAAS' then case when supervision_template is not null then 'STANDARD' end end`,
    );
    this.addSql(
      `update product set average_delivery_days = case supervision_template
          when 'STANDARD' then 20 when 'WEBSITE' then 30 when 'LICENSE_CODE' then 3 when 'HARDWARE' then 10 end
        where supervision_template is not null`,
    );
    this.addSql(
      `update order_line l set supervision = 'IN_PROGRESS' from product p
        where p.id = l.product_id and p.product_type in ('LICENSE', 'HARDWARE', 'MANUAL_SERVICE')
          and l.supervision = 'NOT_APPLICABLE' and l.status = 'PROCESSING' and l.effective_at is null and l.refund_of_id is null`,
    );
    this.addSql(
      `update specification s set status = 'DELISTED', delisted_at = now(), version = s.version + 1 from product p
        where p.id = s.product_id and p.product_type = 'CONSULTING' and s.status = 'ON_SALE'`,
    );
    this.addSql(
      `alter table "product" add constraint "product_template" check ((product_type, coalesce(supervision_template, '')) in (('SAAS', ''), ('SAAS', 'STANDARD'), ('IMAGE', ''), ('API', ''), ('CONTAINER', ''), ('DATA_ASSET', ''), ('AI_ASSET', ''), ('LICENSE', 'LICENSE_CODE'), ('LICENSE', 'LICENSE_ID'), ('LICENSE', 'LICENSE_PACKAGE'), ('MANUAL_SERVICE', 'STANDARD'), ('MANUAL_SERVICE', 'WEBSITE'), ('HARDWARE', 'HARDWARE'), ('CONSULTING', '')))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_delivery" check ((supervision_template is null) = (average_delivery_days is null) and coalesce(average_delivery_days, 1) between 1 and 365)`,
    );
    this.addSql(
      `alter table "product" add constraint "product_lead" check (lead_url is null or product_type = 'CONSULTING')`,
    );
    this.addSql(
      `alter table "product" add constraint "product_supervision_template_check" check ("supervision_template" in ('STANDARD', 'WEBSITE', 'LICENSE_CODE', 'LICENSE_ID', 'LICENSE_PACKAGE', 'HARDWARE'))`,
    );
  }
}
