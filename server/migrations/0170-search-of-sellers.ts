import { Migration } from '@mikro-orm/migrations';

/** A seller's row of an order no longer has the products of other sellers in its search text. */
export class SearchOfSellers extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create or replace function customer_order_customer_order_to_sellers_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_access a set (placed_at, status, order_type, attribution, paid_at, updated_at) = (n.placed_at, n.status, n.order_type, n.attribution, n.paid_at, n.updated_at)
  from new_rows n join old_rows o on o.id = n.id where a.order_id = n.id and to_jsonb(n) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,search_key,updated_at,version}'::text[] <> to_jsonb(o) - '{list_total_minor,deal_total_minor,voucher_total_minor,cash_total_minor,search_key,updated_at,version}'::text[]; return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, 1 as factor from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, 1 as factor from new_rows) l); return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l); return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_to_sellers_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into order_access as a (order_id, seller_id, line_count, list_minor, deal_minor, voucher_minor, cash_minor, placed_at, status, order_type, attribution, paid_at, search_key)
  select * from (select s.*, o.placed_at, o.status, o.order_type, o.attribution, o.paid_at, coalesce((select concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(k.product_name), p.search_key), ' '))
    from order_line k join product p on p.id = k.product_id, customer c
    where k.order_id = o.id and k.seller_id = s.seller_id and c.id = o.customer_id group by c.name_key), '') as search_key from (select l.order_id, l.seller_id, sum(l.factor * 1) as line_count, sum(l.factor * l.list_minor) as list_minor, sum(l.factor * l.deal_minor) as deal_minor, sum(l.factor * l.voucher_minor) as voucher_minor, sum(l.factor * l.cash_minor) as cash_minor
    from (select *, -1 as factor from old_rows) l group by l.order_id, l.seller_id) s join customer_order o on o.id = s.order_id
    where (s.line_count, s.list_minor, s.deal_minor, s.voucher_minor, s.cash_minor) <> (0, 0, 0, 0, 0)) n order by order_id, seller_id
  on conflict (order_id, seller_id) do update set line_count = a.line_count + excluded.line_count, list_minor = a.list_minor + excluded.list_minor, deal_minor = a.deal_minor + excluded.deal_minor, voucher_minor = a.voucher_minor + excluded.voucher_minor, cash_minor = a.cash_minor + excluded.cash_minor, search_key = excluded.search_key; delete from order_access a where a.line_count = 0 and a.order_id in (select order_id from (select *, -1 as factor from old_rows) l); return null; end; $$`);
    // The change is not one that a seller sees, so it keeps `updated_at`.
    this.addSql('alter table order_access disable trigger user');
    this.addSql(`update order_access a set search_key = k.key from (
      select l.order_id, l.seller_id, concat_ws(' ', lower(o.number), lower(o.upstream_order_id), c.name_key, string_agg(distinct concat_ws(' ', lower(l.product_name), p.search_key), ' ')) as key
      from order_line l join product p on p.id = l.product_id join customer_order o on o.id = l.order_id join customer c on c.id = o.customer_id
      group by l.order_id, l.seller_id, o.number, o.upstream_order_id, c.name_key) k
      where k.order_id = a.order_id and k.seller_id = a.seller_id`);
    this.addSql('alter table order_access enable trigger user');
  }
}
