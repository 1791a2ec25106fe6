-- Additions of a PostGraphile user to its generated schema: lists in the tenant's scope and sums over orders.
create schema if not exists bench;

create or replace function bench.customers_of(tenant uuid, page int, before timestamptz default null, before_id uuid default null)
returns setof customer language sql stable as $$
  select c.* from customer_access a join customer c on c.id = a.customer_id
  where a.org_id = tenant and a.until is null
    and (before is null or (a.customer_created_at, a.customer_id) < (before, before_id))
  order by a.customer_created_at desc, a.customer_id desc limit page
$$;

do $$ begin
  create type bench.month_sales as (month text, sale_count int, refund_count int, deal bigint, cash bigint, refunded bigint);
  create type bench.product_sales as (product_id uuid, name text, sale_count int, cash bigint);
exception when duplicate_object then null; end $$;

-- PostGraphile shows relations only of indexed keys; the product's composite key of bill lines has no index of its own.
do $$ begin
  alter table settlement_bill_line add constraint bench_lines_of_bill foreign key (bill_id) references settlement_bill (id);
exception when duplicate_object then null; end $$;

create or replace function bench.sales_by_month(tenant uuid) returns setof bench.month_sales language sql stable as $$
  select to_char(l.placed_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*) filter (where l.refund_of_id is null)::int,
    count(*) filter (where l.refund_of_id is not null)::int, sum(l.deal_minor)::bigint, sum(l.cash_minor)::bigint,
    coalesce(sum(-l.cash_minor) filter (where l.refund_of_id is not null), 0)::bigint
  from order_line l where l.partner_id = tenant and l.status not in ('PENDING_PAYMENT', 'CANCELLED')
    and l.placed_at >= (date_trunc('month', now() at time zone 'Asia/Shanghai') - interval '11 months') at time zone 'Asia/Shanghai'
  group by 1 order by 1 desc
$$;

create or replace function bench.top_products(tenant uuid, year int) returns setof bench.product_sales language sql stable as $$
  select l.product_id, p.name, count(*) filter (where l.refund_of_id is null)::int, sum(l.cash_minor)::bigint
  from order_line l join product p on p.id = l.product_id
  where l.partner_id = tenant and l.status not in ('PENDING_PAYMENT', 'CANCELLED')
    and l.placed_at >= make_timestamptz(year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
    and l.placed_at < make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
  group by 1, 2 order by 4 desc limit 10
$$;
