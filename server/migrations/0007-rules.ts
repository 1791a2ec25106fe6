import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

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
    // The VAT class was the seller's choice for a whole product; it now follows from product type and charge period.
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
    this.addSql(
      `alter table "customer_access" add "via_partner_id" uuid null, add "own" boolean not null default true`,
    );
    this.addSql(
      `alter table "customer_access" add constraint "customer_access_via_partner_id_foreign" foreign key ("via_partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `create index "customer_access_of_via" on "customer_access" ("via_partner_id", "org_id")`,
    );
    this.addSql(`create or replace function customer_access_customer_access_to_distributor_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into customer_access as a (customer_id, org_id, level, since, until, via_partner_id, own, tags)
        select new.customer_id, p.parent_id, new.level, new.since, new.until, p.id, false, '{}' from partner p where p.id = new.org_id and p.parent_id is not null
        on conflict (customer_id, org_id) do update set level = excluded.level, since = excluded.since,
          until = case when not a.own then excluded.until end,
          via_partner_id = case when not a.own or excluded.level = 'FULL' then excluded.via_partner_id end
        where a.via_partner_id = excluded.via_partner_id or (a.level = 'NAME' and (excluded.level = 'FULL' or not a.own)); return null; end; $$`);
    this.addSql(
      `revoke all on function customer_access_customer_access_to_distributor_fn() from public`,
    );
    this.addSql(
      `grant execute on function customer_access_customer_access_to_distributor_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger customer_access_to_distributor after insert or update of level, until on customer_access for each row when (new.via_partner_id is null) execute function customer_access_customer_access_to_distributor_fn()`,
    );
    // Gives distributors the access of their sub-distributors, and raises an existing row of a distributor to that
    // level.
    this.addSql(`insert into customer_access as a (customer_id, org_id, level, since, until, via_partner_id, own, tags)
      select c.customer_id, p.parent_id, c.level, c.since, c.until, p.id, false, '{}'
      from customer_access c join partner p on p.id = c.org_id and p.parent_id is not null order by c.level = 'FULL', c.since
      on conflict (customer_id, org_id) do nothing`);
    this.addSql(`update customer_access a set level = 'FULL', via_partner_id = p.id from customer_access c join partner p on p.id = c.org_id
      where a.customer_id = c.customer_id and a.org_id = p.parent_id and a.level = 'NAME' and c.level = 'FULL' and c.until is null`);
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
