import { Migration } from '@mikro-orm/migrations';
import { COUNT_STRIPE } from '../platform/db/counts.ts';

/**
 * The sales of each seller's product are summed over all partners; the indexes of lines hold more of what reports
 * and lists sum.
 */
export class SalesOfSellers extends Migration {
  override async up(): Promise<void> {
    // Before the sums, so that no line is written meanwhile.
    this.addSql(`drop index "order_line_newest"`);
    this.addSql(`drop index "order_line_of_partner"`);
    this.addSql(`drop index "order_line_of_seller"`);
    this.addSql(
      `create table "seller_sales" ("starts_at" timestamptz(3) not null, "seller_id" uuid not null, "product_id" uuid not null, "stripe" smallint not null, "sale_count" int not null, "refund_count" int not null, "deal_minor" bigint not null, "cash_minor" bigint not null, "refunded_minor" bigint not null, "performance_minor" bigint not null default '0', "rebound_minor" bigint not null default '0', primary key ("starts_at", "seller_id", "product_id", "stripe"))`,
    );
    this.addSql(
      `create index order_line_issued on order_line (placed_at, id) where billing = 'ISSUED'`,
    );
    this.addSql(
      `create index order_line_refunds_newest on order_line (placed_at, id) where refund_of_id is not null`,
    );
    this.addSql(
      `create index "order_line_newest" on "order_line" ("placed_at", "id") include ("partner_id", "seller_id", "product_id", "status", "performance", "deal_minor", "cash_minor", "refund_of_id")`,
    );
    this.addSql(
      `create index "order_line_of_partner" on "order_line" ("partner_id", "placed_at", "id", "seller_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance", "deal_minor", "cash_minor", "refund_of_id", "list_minor", "voucher_minor")`,
    );
    this.addSql(
      `create index "order_line_of_seller" on "order_line" ("seller_id", "placed_at", "id", "partner_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance", "deal_minor", "cash_minor", "refund_of_id", "list_minor", "voucher_minor")`,
    );
    this.addSql(
      `create index partner_binding_rebound_newest on partner_binding (created_at, id) where performance_from > bound_at`,
    );
    this.addSql(
      `alter table "seller_sales" add constraint "seller_sales_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "seller_sales" add constraint "seller_sales_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(`alter table "seller_sales" enable row level security`);
    this.addSql(`alter table "seller_sales" force row level security`);
    this.addSql(
      `create policy "owner_all" on "seller_sales" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "seller_sales" for select to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when seller_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "seller_sales" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "seller_sales" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(COUNT_STRIPE);
    this.addSql(`create or replace function order_line_order_line_sales_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id,
    md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period,
    date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month,
    sum(1 * ((l.refund_of_id is null)::int)) as sale_count, sum(1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(1 * (l.deal_minor)) as deal_minor, sum(1 * (l.cash_minor)) as cash_minor, sum(1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor
    from new_lines l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c
    cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as (
    insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id
    on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor), sellers as (
    insert into seller_sales (starts_at, seller_id, product_id, stripe, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select starts_at, seller_id, product_id, (select count_stripe()), sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans where unit = 'MONTH' group by starts_at, seller_id, product_id order by starts_at, seller_id, product_id
    on conflict (starts_at, seller_id, product_id, stripe) do update set sale_count = seller_sales.sale_count + excluded.sale_count, refund_count = seller_sales.refund_count + excluded.refund_count, deal_minor = seller_sales.deal_minor + excluded.deal_minor, cash_minor = seller_sales.cash_minor + excluded.cash_minor, refunded_minor = seller_sales.refunded_minor + excluded.refunded_minor, performance_minor = seller_sales.performance_minor + excluded.performance_minor, rebound_minor = seller_sales.rebound_minor + excluded.rebound_minor)
  insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id
    on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_sales_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id,
    md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period,
    date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month,
    sum(l.factor * ((l.refund_of_id is null)::int)) as sale_count, sum(l.factor * ((l.refund_of_id is not null)::int)) as refund_count, sum(l.factor * (l.deal_minor)) as deal_minor, sum(l.factor * (l.cash_minor)) as cash_minor, sum(l.factor * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(l.factor * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(l.factor * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor
    from (select *, -1 as factor from old_lines union all select *, 1 as factor from new_lines) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c
    cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as (
    insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id
    on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor), sellers as (
    insert into seller_sales (starts_at, seller_id, product_id, stripe, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select starts_at, seller_id, product_id, (select count_stripe()), sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans where unit = 'MONTH' group by starts_at, seller_id, product_id order by starts_at, seller_id, product_id
    on conflict (starts_at, seller_id, product_id, stripe) do update set sale_count = seller_sales.sale_count + excluded.sale_count, refund_count = seller_sales.refund_count + excluded.refund_count, deal_minor = seller_sales.deal_minor + excluded.deal_minor, cash_minor = seller_sales.cash_minor + excluded.cash_minor, refunded_minor = seller_sales.refunded_minor + excluded.refunded_minor, performance_minor = seller_sales.performance_minor + excluded.performance_minor, rebound_minor = seller_sales.rebound_minor + excluded.rebound_minor)
  insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id
    on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`);
    this.addSql(`create or replace function order_line_order_line_sales_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id,
    md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period,
    date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month,
    sum(-1 * ((l.refund_of_id is null)::int)) as sale_count, sum(-1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(-1 * (l.deal_minor)) as deal_minor, sum(-1 * (l.cash_minor)) as cash_minor, sum(-1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(-1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(-1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor
    from old_lines l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c
    cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as (
    insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id
    on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor), sellers as (
    insert into seller_sales (starts_at, seller_id, product_id, stripe, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select starts_at, seller_id, product_id, (select count_stripe()), sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans where unit = 'MONTH' group by starts_at, seller_id, product_id order by starts_at, seller_id, product_id
    on conflict (starts_at, seller_id, product_id, stripe) do update set sale_count = seller_sales.sale_count + excluded.sale_count, refund_count = seller_sales.refund_count + excluded.refund_count, deal_minor = seller_sales.deal_minor + excluded.deal_minor, cash_minor = seller_sales.cash_minor + excluded.cash_minor, refunded_minor = seller_sales.refunded_minor + excluded.refunded_minor, performance_minor = seller_sales.performance_minor + excluded.performance_minor, rebound_minor = seller_sales.rebound_minor + excluded.rebound_minor)
  insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
    select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id
    on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`);
    this.addSql(`insert into seller_sales (starts_at, seller_id, product_id, stripe, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor)
      select starts_at, seller_id, product_id, 0, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id,
    md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period,
    date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month,
    sum(1 * ((l.refund_of_id is null)::int)) as sale_count, sum(1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(1 * (l.deal_minor)) as deal_minor, sum(1 * (l.cash_minor)) as cash_minor, sum(1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor
    from order_line l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.seller_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c
    cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d) m
      where unit = 'MONTH' group by 1, 2, 3 order by 1, 2, 3`);
  }
}
