import { Migration } from '@mikro-orm/migrations';

export class OrdersOfSellers extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "order_access" ("order_id" uuid not null, "seller_id" uuid not null, "placed_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "status" text not null, "order_type" text not null, "attribution" text not null, "paid_at" timestamptz(3) null, "search_key" text not null, "line_count" int not null, "list_minor" bigint not null, "deal_minor" bigint not null, "voucher_minor" bigint not null, "cash_minor" bigint not null, primary key ("order_id", "seller_id"))`,
    );
    this.addSql(`alter table "order_access" enable row level security`);
    this.addSql(`alter table "order_access" force row level security`);
    this.addSql(
      `create policy "owner_all" on "order_access" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "order_access" for select to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "order_access" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key, updated_at)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, o.search_key, o.updated_at from (select l.order_id, l.seller_id, sum(1 * 1) as line_count, sum(1 * l.list_minor) as list_minor, sum(1 * l.deal_minor) as deal_minor, sum(1 * l.voucher_minor) as voucher_minor, sum(1 * l.cash_minor) as cash_minor
    from order_line l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id`);
    this.addSql(
      `create index "order_access_changed" on "order_access" ("seller_id", "updated_at", "order_id")`,
    );
    this.addSql(
      `create index "order_access_of_seller" on "order_access" ("seller_id", "placed_at", "order_id") include ("status", "order_type", "attribution", "paid_at")`,
    );
    this.addSql(
      `alter table "order_access" add constraint "order_access_order_id_foreign" foreign key ("order_id") references "customer_order" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "order_access" add constraint "order_access_seller_id_foreign" foreign key ("seller_id") references "organization" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `create trigger order_access_updated before update on order_access for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`drop policy "app_read" on "customer_order"`);
    this.addSql(`create policy "app_read" on "customer_order" for select to "partnergraph_app" using ((exists (select 1 from order_access a where a.order_id = customer_order.id
    and a.seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) offset 0)))`);
    this.addSql(`create or replace function customer_order_customer_order_to_sellers_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_access a set (placed_at, status, order_type, attribution, paid_at, search_key, updated_at) = (n.placed_at, n.status, n.order_type, n.attribution, n.paid_at, n.search_key, n.updated_at)
  from new_rows n join old_rows o on o.id = n.id where a.order_id = n.id and to_jsonb(n) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,updated_at,version}'::text[] <> to_jsonb(o) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,updated_at,version}'::text[]; return null; end; $$`);
    this.addSql(`revoke all on function customer_order_customer_order_to_sellers_fn() from public`);
    this.addSql(
      `grant execute on function customer_order_customer_order_to_sellers_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger customer_order_to_sellers after update on customer_order referencing old table as old_rows new table as new_rows for each statement execute function customer_order_customer_order_to_sellers_fn()`,
    );
    this.addSql(`create or replace function order_line_order_line_to_sellers_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, o.search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, 1 as factor from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, 1 as factor from new_rows) l); return null; end; $$`);
    this.addSql(`revoke all on function order_line_order_line_to_sellers_insert_fn() from public`);
    this.addSql(
      `grant execute on function order_line_order_line_to_sellers_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_sellers_insert after insert on order_line referencing new table as new_rows for each statement execute function order_line_order_line_to_sellers_insert_fn()`,
    );
    this.addSql(`create or replace function order_line_order_line_to_sellers_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, o.search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l); return null; end; $$`);
    this.addSql(`revoke all on function order_line_order_line_to_sellers_update_fn() from public`);
    this.addSql(
      `grant execute on function order_line_order_line_to_sellers_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_sellers_update after update on order_line referencing old table as old_rows new table as new_rows for each statement execute function order_line_order_line_to_sellers_update_fn()`,
    );
    this.addSql(`create or replace function order_line_order_line_to_sellers_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, o.search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows) l); return null; end; $$`);
    this.addSql(`revoke all on function order_line_order_line_to_sellers_delete_fn() from public`);
    this.addSql(
      `grant execute on function order_line_order_line_to_sellers_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_sellers_delete after delete on order_line referencing old table as old_rows for each statement execute function order_line_order_line_to_sellers_delete_fn()`,
    );
    // A binding to one partner moves the state of the customer, of which other partners must not learn.
    this.addSql(`drop trigger customer_to_access on customer`);
    this.addSql(
      `create trigger customer_to_access after update on customer for each row when (to_jsonb(old) - '{status,binding_type,updated_at}'::text[] <> to_jsonb(new) - '{status,binding_type,updated_at}'::text[]) execute function customer_customer_to_access_fn()`,
    );
  }
}
