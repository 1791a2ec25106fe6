import { Migration } from '@mikro-orm/migrations';

export class Rules extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "joint_sales_authorization" add "ended_at" timestamptz(3) null, add "end_reason" text null`,
    );
    this.addSql(
      `alter table "joint_sales_authorization" add constraint "joint_sales_authorization_ended" check ((ended_at is null) = (end_reason is null) and (ended_at is null or (customer_id is not null and status in ('EXPIRED', 'WITHDRAWN'))))`,
    );
    this.addSql(
      `alter table "joint_sales_authorization" add constraint "joint_sales_authorization_end_reason_check" check ("end_reason" in ('CUSTOMER_UNBOUND'))`,
    );
    this.addSql(
      `alter table "csp_authorization" add "ended_at" timestamptz(3) null, add "end_reason" text null`,
    );
    this.addSql(
      `alter table "csp_authorization" add constraint "csp_authorization_ended" check ((ended_at is null) = (end_reason is null) and (ended_at is null or (customer_id is not null and status in ('EXPIRED', 'WITHDRAWN'))))`,
    );
    this.addSql(
      `alter table "csp_authorization" add constraint "csp_authorization_end_reason_check" check ("end_reason" in ('CUSTOMER_UNBOUND'))`,
    );
    // The class was the seller's choice for the whole product; it follows from type and charge period.
    this.addSql(`alter table "specification" add "vat_class" text`);
    this.addSql(`update specification s set vat_class = case when p.product_type = 'HARDWARE' then 'HARDWARE'
      when p.product_type in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'AI_ASSET', 'LICENSE') and s.period = 'ONE_OFF' then 'SOFTWARE' else 'SERVICE' end
      from product p where p.id = s.product_id`);
    this.addSql(`alter table "specification" alter column "vat_class" set not null`);
    this.addSql(`alter table "product" drop constraint "product_vat_class_check"`);
    this.addSql(`alter table "product" drop column "vat_class"`);
    this.addSql(
      `alter table "specification" add constraint "specification_vat_class_check" check ("vat_class" in ('SOFTWARE', 'HARDWARE', 'SERVICE'))`,
    );
    this.addSql(`drop trigger if exists "exclusive_discount_to_lines" on "exclusive_discount"`);
    this.addSql(
      `alter table "exclusive_discount" add "special_decided_at" timestamptz(3) null, add "special_decided_by_name" text null, add "special_reason" text null`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_special_decision" check (num_nonnulls(special_decided_at, special_decided_by_name, special_reason) in (0, 3) and (special_decided_at is null or justification is not null))`,
    );
    this.addSql(
      `create or replace function "exclusive_discount_exclusive_discount_to_lines_fn"() returns trigger as $$ begin update exclusive_discount_line set state = new.status, valid_from = new.valid_from, valid_until = new.valid_until where discount_id = new.id and state <> 'UNUSABLE'; return null; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "exclusive_discount_to_lines" AFTER UPDATE on "exclusive_discount" for each ROW
  when ((old.status, old.valid_from, old.valid_until) is distinct from (new.status, new.valid_from, new.valid_until)) execute function "exclusive_discount_exclusive_discount_to_lines_fn"()`);
  }
}
