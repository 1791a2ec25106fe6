import { Migration } from '@mikro-orm/migrations';
import { CURRENT_BINDING } from './functions/bindings.sql.ts';

/** The current binding of every customer, to each partner or to any; see `current_binding`. */
const currentOf = (key: string): string => `
  select distinct on (${key}) * from partner_binding
  order by ${key}, status not in ('DECLINED', 'EXPIRED', 'UNBOUND') desc, bound_at is not null desc, created_at desc, id desc`;

const FILL = [
  `update customer c set status = b.status, binding_type = b.type
    from (${currentOf('customer_id')}) b where b.customer_id = c.id`,
  `update customer_access a set binding_type = b.type
    from (${currentOf('customer_id, partner_id')}) b where b.customer_id = a.customer_id and b.partner_id = a.org_id`,
  `update customer_access a set status = b.status
    from (${currentOf('customer_id, partner_id')}) b where b.customer_id = a.customer_id and b.partner_id = coalesce(a.via_partner_id, a.org_id)`,
];

export class KeptStates extends Migration {
  override async up(): Promise<void> {
    this.addSql(CURRENT_BINDING);
    this.addSql('drop function if exists guard_binding_status(uuid, uuid)');
    this.addSql(
      `alter table "customer" add "status" text not null default 'PROSPECT', add "binding_type" text null`,
    );
    this.addSql(
      `alter table "customer_access" add "status" text not null default 'PROSPECT', add "binding_type" text null`,
    );
    for (const statement of FILL) this.addSql(statement);
    this.addSql(`drop index "customer_access_of_manager"`);
    this.addSql(`create index "customer_in_state" on "customer" ("status", "created_at", "id")`);
    this.addSql(
      `create index "customer_access_in_state" on "customer_access" ("org_id", "status", "customer_created_at", "customer_id")`,
    );
    this.addSql(
      `create index "customer_access_of_manager" on "customer_access" ("account_manager_id", "customer_created_at", "customer_id") include ("org_id", "until", "status")`,
    );
    this.addSql(
      `create or replace function customer_customer_state_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin select b.status, b.type into new.status, new.binding_type from current_binding(new.id, null) b; new.status = coalesce(new.status, 'PROSPECT'); return new; end; $$`,
    );
    this.addSql(`revoke all on function customer_customer_state_fn() from public`);
    this.addSql(`grant execute on function customer_customer_state_fn() to partnergraph_app`);
    this.addSql(
      `create trigger customer_state before insert or update of status, binding_type on customer for each row execute function customer_customer_state_fn()`,
    );
    this.addSql(
      `create or replace function partner_binding_partner_binding_to_customer_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer k where k.id in (select customer_id from (select customer_id, partner_id from (select *, 1 as factor from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x) order by k.id for no key update; update customer_access a set status = a.status from (select customer_id, partner_id from (select *, 1 as factor from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x where a.customer_id = x.customer_id and x.partner_id in (a.org_id, a.via_partner_id); update customer k set status = coalesce(b.status, 'PROSPECT'), binding_type = b.type from (select customer_id, partner_id from (select *, 1 as factor from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x left join lateral current_binding(x.customer_id, null) b on true where k.id = x.customer_id and (k.status, k.binding_type) is distinct from (coalesce(b.status, 'PROSPECT'), b.type); return null; end; $$`,
    );
    this.addSql(
      `revoke all on function partner_binding_partner_binding_to_customer_insert_fn() from public`,
    );
    this.addSql(
      `grant execute on function partner_binding_partner_binding_to_customer_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger partner_binding_to_customer_insert after insert on partner_binding referencing new table as new_rows for each statement execute function partner_binding_partner_binding_to_customer_insert_fn()`,
    );
    this.addSql(
      `create or replace function partner_binding_partner_binding_to_customer_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer k where k.id in (select customer_id from (select customer_id, partner_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x) order by k.id for no key update; update customer_access a set status = a.status from (select customer_id, partner_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x where a.customer_id = x.customer_id and x.partner_id in (a.org_id, a.via_partner_id); update customer k set status = coalesce(b.status, 'PROSPECT'), binding_type = b.type from (select customer_id, partner_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x left join lateral current_binding(x.customer_id, null) b on true where k.id = x.customer_id and (k.status, k.binding_type) is distinct from (coalesce(b.status, 'PROSPECT'), b.type); return null; end; $$`,
    );
    this.addSql(
      `revoke all on function partner_binding_partner_binding_to_customer_update_fn() from public`,
    );
    this.addSql(
      `grant execute on function partner_binding_partner_binding_to_customer_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger partner_binding_to_customer_update after update on partner_binding referencing old table as old_rows new table as new_rows for each statement execute function partner_binding_partner_binding_to_customer_update_fn()`,
    );
    this.addSql(
      `create or replace function partner_binding_partner_binding_to_customer_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer k where k.id in (select customer_id from (select customer_id, partner_id from (select *, -1 as factor from old_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x) order by k.id for no key update; update customer_access a set status = a.status from (select customer_id, partner_id from (select *, -1 as factor from old_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x where a.customer_id = x.customer_id and x.partner_id in (a.org_id, a.via_partner_id); update customer k set status = coalesce(b.status, 'PROSPECT'), binding_type = b.type from (select customer_id, partner_id from (select *, -1 as factor from old_rows) c group by customer_id, partner_id, status, type, bound_at having sum(factor) <> 0) x left join lateral current_binding(x.customer_id, null) b on true where k.id = x.customer_id and (k.status, k.binding_type) is distinct from (coalesce(b.status, 'PROSPECT'), b.type); return null; end; $$`,
    );
    this.addSql(
      `revoke all on function partner_binding_partner_binding_to_customer_delete_fn() from public`,
    );
    this.addSql(
      `grant execute on function partner_binding_partner_binding_to_customer_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger partner_binding_to_customer_delete after delete on partner_binding referencing old table as old_rows for each statement execute function partner_binding_partner_binding_to_customer_delete_fn()`,
    );
    this.addSql(`drop trigger "customer_access_copies" on "customer_access"`);
    this.addSql(`create or replace function customer_access_customer_access_copies_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin select c.created_at, c.name, case new.level when 'FULL' then c.search_key else c.name_key end
        into new.customer_created_at, new.customer_name, new.customer_search_key from customer c where c.id = new.customer_id; new.status = coalesce((select b.status from current_binding(new.customer_id, coalesce(new.via_partner_id, new.org_id)) b), 'PROSPECT'); new.binding_type = (select b.type from current_binding(new.customer_id, new.org_id) b); return new; end; $$`);
    this.addSql(
      `create trigger customer_access_copies before insert or update of customer_id, org_id, level, via_partner_id, customer_created_at, customer_name, customer_search_key, status, binding_type on customer_access for each row execute function customer_access_customer_access_copies_fn()`,
    );
  }
}
