import { Migration } from '@mikro-orm/migrations';

/** The sums of orders are kept with their numbers, and a seller's row of an order names its partner. */
export class SumsOfOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "kept_count" add "sums" bigint[] not null default '{}'`);
    this.addSql(`alter table "order_access" add "partner_id" uuid null`);
    this.addSql(
      `alter table "order_access" add constraint "order_access_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `create index "order_access_of_partner" on "order_access" ("seller_id", "partner_id", "placed_at", "order_id")`,
    );
    // A seller sees no change, so the rows keep `updated_at`.
    this.addSql('alter table order_access disable trigger user');
    this.addSql(
      'update order_access a set partner_id = o.partner_id from customer_order o where o.id = a.order_id and o.partner_id is not null',
    );
    this.addSql('alter table order_access enable trigger user');
    this.addSql(
      `delete from kept_count where what in ('customer_order', 'customer_order.partner_id', 'order_access.seller_id')`,
    );
    this.addSql(`insert into kept_count (what, org_id, value, stripe, rows, sums)
      select case when grouping(partner_id) = 1 then 'customer_order' else 'customer_order.partner_id' end, coalesce(partner_id, '00000000-0000-0000-0000-000000000000'::uuid), status, 0, count(*),
        array[sum(list_total_minor)::bigint, sum(deal_total_minor)::bigint, sum(voucher_total_minor)::bigint, sum(cash_total_minor)::bigint]
      from customer_order group by grouping sets ((partner_id, status), (status)) having grouping(partner_id) = 1 or partner_id is not null`);
    this.addSql(`insert into kept_count (what, org_id, value, stripe, rows, sums)
      select 'order_access.seller_id', seller_id, status, 0, count(*), array[sum(list_minor)::bigint, sum(deal_minor)::bigint, sum(voucher_minor)::bigint, sum(cash_minor)::bigint]
      from order_access group by seller_id, status`);
    this.addSql(`create or replace function customer_order_customer_order_to_sellers_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_access a set (partner_id, placed_at, status, order_type, attribution, paid_at, updated_at) = (n.partner_id, n.placed_at, n.status, n.order_type, n.attribution, n.paid_at, n.updated_at)
  from new_rows n join old_rows o on o.id = n.id where a.order_id = n.id and to_jsonb(n) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,search_key,updated_at,version}'::text[] <> to_jsonb(o) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,search_key,updated_at,version}'::text[]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_total_minor)::bigint, sum(c.factor * c.deal_total_minor)::bigint, sum(c.factor * c.voucher_total_minor)::bigint, sum(c.factor * c.cash_total_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[sum(c.factor * c.list_minor)::bigint, sum(c.factor * c.deal_minor)::bigint, sum(c.factor * c.voucher_minor)::bigint, sum(c.factor * c.cash_minor)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, partner_id, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.partner_id, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, 1 as factor from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, 1 as factor from new_rows) l); return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, partner_id, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.partner_id, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l); return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, partner_id, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.partner_id, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows) l); return null; end; $$`);
  }
}
