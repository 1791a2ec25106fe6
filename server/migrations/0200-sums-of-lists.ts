import { Migration } from '@mikro-orm/migrations';

/** The sums of discounts, supervised deliveries and order lines are kept with their numbers. */
export class SumsOfLists extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create or replace function exclusive_discount_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('exclusive_discount.partner_id', c.partner_id, c.partner_id is not null), ('exclusive_discount.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('exclusive_discount', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3]]; return null; end; $$`);
    this.addSql(`create or replace function exclusive_discount_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('exclusive_discount.partner_id', c.partner_id, c.partner_id is not null), ('exclusive_discount.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('exclusive_discount', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3]]; return null; end; $$`);
    this.addSql(`create or replace function exclusive_discount_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('exclusive_discount.partner_id', c.partner_id, c.partner_id is not null), ('exclusive_discount.seller_id', c.seller_id, c.seller_id = c.seller_id and c.status <> 'DRAFT'), ('exclusive_discount', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.net_total_minor), 0)::bigint, coalesce(sum(c.factor * c.savings_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3]]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function customer_order_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('customer_order.partner_id', c.partner_id, c.partner_id is not null), ('customer_order', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_total_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_total_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_total_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_total_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_access_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('order_access.seller_id', c.seller_id, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4]]; return null; end; $$`);
    this.addSql(`create or replace function order_line_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.billing, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('order_line.partner_id', c.partner_id, c.partner_id is not null), ('order_line.seller_id', c.seller_id, c.seller_id is not null), ('order_line', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4], k.sums[5] + excluded.sums[5]]; return null; end; $$`);
    this.addSql(`revoke all on function order_line_counts_insert_fn() from public`);
    this.addSql(`grant execute on function order_line_counts_insert_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_insert after insert on order_line referencing new table as new_rows for each statement execute function order_line_counts_insert_fn()`,
    );
    this.addSql(`create or replace function order_line_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.billing, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('order_line.partner_id', c.partner_id, c.partner_id is not null), ('order_line.seller_id', c.seller_id, c.seller_id is not null), ('order_line', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4], k.sums[5] + excluded.sums[5]]; return null; end; $$`);
    this.addSql(`revoke all on function order_line_counts_update_fn() from public`);
    this.addSql(`grant execute on function order_line_counts_update_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_update after update on order_line referencing old table as old_rows new table as new_rows for each statement execute function order_line_counts_update_fn()`,
    );
    this.addSql(`create or replace function order_line_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.billing, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('order_line.partner_id', c.partner_id, c.partner_id is not null), ('order_line.seller_id', c.seller_id, c.seller_id is not null), ('order_line', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.list_minor), 0)::bigint, coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.voucher_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint, coalesce(sum(c.factor * c.settled_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2], k.sums[3] + excluded.sums[3], k.sums[4] + excluded.sums[4], k.sums[5] + excluded.sums[5]]; return null; end; $$`);
    this.addSql(`revoke all on function order_line_counts_delete_fn() from public`);
    this.addSql(`grant execute on function order_line_counts_delete_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_delete after delete on order_line referencing old table as old_rows for each statement execute function order_line_counts_delete_fn()`,
    );
    this.addSql(`create or replace function supervision_counts_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, 1 as factor from new_rows) c cross join lateral (values ('supervision.partner_id', c.partner_id, c.partner_id is not null), ('supervision.seller_id', c.seller_id, c.seller_id is not null), ('supervision', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2]]; return null; end; $$`);
    this.addSql(`revoke all on function supervision_counts_insert_fn() from public`);
    this.addSql(`grant execute on function supervision_counts_insert_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_insert after insert on supervision referencing new table as new_rows for each statement execute function supervision_counts_insert_fn()`,
    );
    this.addSql(`create or replace function supervision_counts_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c cross join lateral (values ('supervision.partner_id', c.partner_id, c.partner_id is not null), ('supervision.seller_id', c.seller_id, c.seller_id is not null), ('supervision', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2]]; return null; end; $$`);
    this.addSql(`revoke all on function supervision_counts_update_fn() from public`);
    this.addSql(`grant execute on function supervision_counts_update_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_update after update on supervision referencing old table as old_rows new table as new_rows for each statement execute function supervision_counts_update_fn()`,
    );
    this.addSql(`create or replace function supervision_counts_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin insert into kept_count as k (what, org_id, value, stripe, rows, sums)
    select v.what, v.org, c.status, (select count_stripe()), sum(c.factor)::int, array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]
    from (select *, -1 as factor from old_rows) c cross join lateral (values ('supervision.partner_id', c.partner_id, c.partner_id is not null), ('supervision.seller_id', c.seller_id, c.seller_id is not null), ('supervision', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts) where v.counts
    group by 1, 2, 3 having sum(c.factor) <> 0 or 0 <> any(array[coalesce(sum(c.factor * c.deal_minor), 0)::bigint, coalesce(sum(c.factor * c.cash_minor), 0)::bigint]) order by 1, 2, 3
    on conflict (what, org_id, value, stripe) do update set rows = k.rows + excluded.rows, sums = array[k.sums[1] + excluded.sums[1], k.sums[2] + excluded.sums[2]]; return null; end; $$`);
    this.addSql(`revoke all on function supervision_counts_delete_fn() from public`);
    this.addSql(`grant execute on function supervision_counts_delete_fn() to partnergraph_app`);
    this.addSql(
      `create trigger counts_delete after delete on supervision referencing old table as old_rows for each statement execute function supervision_counts_delete_fn()`,
    );
    this.addSql(
      `delete from kept_count where what in ('exclusive_discount', 'exclusive_discount.partner_id', 'exclusive_discount.seller_id')`,
    );
    this.addSql(`insert into kept_count (what, org_id, value, stripe, rows, sums)
      select v.what, v.org, c.status, 0, count(*), array[coalesce(sum(c.list_total_minor), 0)::bigint, coalesce(sum(c.net_total_minor), 0)::bigint, coalesce(sum(c.savings_minor), 0)::bigint]
      from exclusive_discount c cross join lateral (values ('exclusive_discount.partner_id', c.partner_id, c.partner_id is not null), ('exclusive_discount.seller_id', c.seller_id, c.status <> 'DRAFT'), ('exclusive_discount', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts)
      where v.counts group by 1, 2, 3`);
    this.addSql(`insert into kept_count (what, org_id, value, stripe, rows, sums)
      select v.what, v.org, c.status, 0, count(*), array[coalesce(sum(c.deal_minor), 0)::bigint, coalesce(sum(c.cash_minor), 0)::bigint]
      from supervision c cross join lateral (values ('supervision.partner_id', c.partner_id, c.partner_id is not null), ('supervision.seller_id', c.seller_id, true), ('supervision', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts)
      where v.counts group by 1, 2, 3`);
    this.addSql(`insert into kept_count (what, org_id, value, stripe, rows, sums)
      select v.what, v.org, c.billing, 0, count(*), array[coalesce(sum(c.list_minor), 0)::bigint, coalesce(sum(c.deal_minor), 0)::bigint, coalesce(sum(c.voucher_minor), 0)::bigint, coalesce(sum(c.cash_minor), 0)::bigint, coalesce(sum(c.settled_minor), 0)::bigint]
      from order_line c cross join lateral (values ('order_line.partner_id', c.partner_id, c.partner_id is not null), ('order_line.seller_id', c.seller_id, true), ('order_line', '00000000-0000-0000-0000-000000000000'::uuid, true)) v (what, org, counts)
      where v.counts group by 1, 2, 3`);
  }
}
