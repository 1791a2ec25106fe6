import { Migration } from '@mikro-orm/migrations';

export class Performance extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "performance_target" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "partner_id" uuid not null, "unit" text not null, "period" text not null, "currency" text not null default 'CNY', "amount_minor" bigint not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "performance_target_of_partner" on "performance_target" ("partner_id", "period", "id")`,
    );
    this.addSql(
      `create index "performance_target_by_period" on "performance_target" ("period", "id")`,
    );
    this.addSql(
      `create index "performance_target_changed" on "performance_target" ("updated_at", "id")`,
    );
    this.addSql(
      `create index "performance_target_changed_of_partner" on "performance_target" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_once" unique ("partner_id", "period")`,
    );
    this.addSql(
      `alter table "sales_period" add "performance_minor" bigint not null default '0', add "rebound_minor" bigint not null default '0'`,
    );
    this.addSql(
      `alter table "product_sales" add "performance_minor" bigint not null default '0', add "rebound_minor" bigint not null default '0'`,
    );
    this.addSql(
      `create index partner_binding_rebound on partner_binding (partner_id, created_at, id) where performance_from > bound_at`,
    );
    this.addSql(`drop index "order_line_of_partner"`);
    this.addSql(`drop index "order_line_of_seller"`);
    this.addSql(
      `alter table "order_line" add "performance" text null, add "settled_minor" bigint null, add "billing" text generated always as (case when partner_id is null then 'NOT_APPLICABLE' when settled_minor is null then 'PENDING' else 'ISSUED' end) stored not null`,
    );
    // Existing lines: decided as at their payment, and settled as their bills say. Nothing is summed meanwhile.
    this.addSql(`alter table order_line disable trigger user`);
    this.addSql(
      `update order_line l set performance = case when l.refund_of_id is null then coalesce(( select case when b.performance_from <= x.paid then 'COUNTED' else 'REBOUND' end from partner_binding b, (select coalesce((l.attribution_facts->>'at')::timestamptz, l.placed_at) as paid) x where b.customer_id = l.customer_id and b.partner_id = l.partner_id and b.bound_at <= x.paid and (b.unbound_at is null or b.unbound_at > x.paid) order by b.bound_at desc limit 1), 'NOT_ASSOCIATED') else coalesce((select coalesce(o.performance, coalesce(( select case when b.performance_from <= x.paid then 'COUNTED' else 'REBOUND' end from partner_binding b, (select coalesce((o.attribution_facts->>'at')::timestamptz, o.placed_at) as paid) x where b.customer_id = o.customer_id and b.partner_id = o.partner_id and b.bound_at <= x.paid and (b.unbound_at is null or b.unbound_at > x.paid) order by b.bound_at desc limit 1), 'NOT_ASSOCIATED')) from order_line o where o.id = l.refund_of_id), 'NOT_ASSOCIATED') end where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED')`,
    );
    this.addSql(
      `update order_line l set settled_minor = b.settlement_minor from settlement_bill_line b where b.order_line_id = l.id and b.kind <> 'ADJUSTMENT'`,
    );
    this.addSql(`alter table order_line enable trigger user`);
    this.addSql(
      `create temp table spans on commit drop as select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id, md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period, date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month, sum(1 * ((l.refund_of_id is null)::int)) as sale_count, sum(1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(1 * (l.deal_minor)) as deal_minor, sum(1 * (l.cash_minor)) as cash_minor, sum(1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor from order_line l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d`,
    );
    this.addSql(
      `update sales_period p set performance_minor = s.performance, rebound_minor = s.rebound from (select sales_id, sum(performance_minor) as performance, sum(rebound_minor) as rebound from spans group by 1) s where s.sales_id = p.id`,
    );
    this.addSql(
      `update product_sales p set performance_minor = s.performance, rebound_minor = s.rebound from (select id, sum(performance_minor) as performance, sum(rebound_minor) as rebound from spans group by 1) s where s.id = p.id`,
    );
    this.addSql(`drop table spans`);
    this.addSql(
      `create or replace function order_line_order_line_sales_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id, md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period, date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month, sum(1 * ((l.refund_of_id is null)::int)) as sale_count, sum(1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(1 * (l.deal_minor)) as deal_minor, sum(1 * (l.cash_minor)) as cash_minor, sum(1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor from new_lines l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as ( insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor) insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`,
    );
    this.addSql(
      `create or replace function order_line_order_line_sales_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id, md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period, date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month, sum(l.factor * ((l.refund_of_id is null)::int)) as sale_count, sum(l.factor * ((l.refund_of_id is not null)::int)) as refund_count, sum(l.factor * (l.deal_minor)) as deal_minor, sum(l.factor * (l.cash_minor)) as cash_minor, sum(l.factor * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(l.factor * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(l.factor * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor from (select *, -1 as factor from old_lines union all select *, 1 as factor from new_lines) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as ( insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor) insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`,
    );
    this.addSql(
      `create or replace function order_line_order_line_sales_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin with spans as materialized (select md5(partner_id || ':' || period || ':' || currency)::uuid as sales_id, md5(partner_id || ':' || period || ':' || currency || ':' || product_id)::uuid as id, d.* from (select u.unit, to_char(date_trunc(u.part, c.month), u.format) as period, date_trunc(u.part, c.month) at time zone 'Asia/Shanghai' as starts_at, c.* from (select * from (select l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai') as month, sum(-1 * ((l.refund_of_id is null)::int)) as sale_count, sum(-1 * ((l.refund_of_id is not null)::int)) as refund_count, sum(-1 * (l.deal_minor)) as deal_minor, sum(-1 * (l.cash_minor)) as cash_minor, sum(-1 * (case when l.refund_of_id is null then 0 else -l.cash_minor end)) as refunded_minor, sum(-1 * (case when l.performance = 'COUNTED' then l.cash_minor else 0 end)) as performance_minor, sum(-1 * (case when l.performance = 'REBOUND' then l.cash_minor else 0 end)) as rebound_minor from old_lines l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by l.partner_id, l.product_id, l.currency, date_trunc('month', l.placed_at at time zone 'Asia/Shanghai')) m where (m.sale_count, m.refund_count, m.deal_minor, m.cash_minor, m.refunded_minor, m.performance_minor, m.rebound_minor) <> (0, 0, 0, 0, 0, 0, 0)) c cross join (values ('MONTH', 'month', 'YYYY-MM'), ('QUARTER', 'quarter', 'YYYY-"Q"Q'), ('YEAR', 'year', 'YYYY')) u (unit, part, format)) d), periods as ( insert into sales_period (id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select sales_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by sales_id, partner_id, unit, period, starts_at, currency order by sales_id on conflict (id) do update set sale_count = sales_period.sale_count + excluded.sale_count, refund_count = sales_period.refund_count + excluded.refund_count, deal_minor = sales_period.deal_minor + excluded.deal_minor, cash_minor = sales_period.cash_minor + excluded.cash_minor, refunded_minor = sales_period.refunded_minor + excluded.refunded_minor, performance_minor = sales_period.performance_minor + excluded.performance_minor, rebound_minor = sales_period.rebound_minor + excluded.rebound_minor) insert into product_sales (id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sale_count, refund_count, deal_minor, cash_minor, refunded_minor, performance_minor, rebound_minor) select id, sales_id, product_id, partner_id, unit, period, starts_at, currency, sum(sale_count), sum(refund_count), sum(deal_minor), sum(cash_minor), sum(refunded_minor), sum(performance_minor), sum(rebound_minor) from spans group by id, sales_id, product_id, partner_id, unit, period, starts_at, currency order by id on conflict (id) do update set sale_count = product_sales.sale_count + excluded.sale_count, refund_count = product_sales.refund_count + excluded.refund_count, deal_minor = product_sales.deal_minor + excluded.deal_minor, cash_minor = product_sales.cash_minor + excluded.cash_minor, refunded_minor = product_sales.refunded_minor + excluded.refunded_minor, performance_minor = product_sales.performance_minor + excluded.performance_minor, rebound_minor = product_sales.rebound_minor + excluded.rebound_minor; return null; end; $$`,
    );
    this.addSql(
      `create index order_line_pending on order_line (placed_at, id) where billing = 'PENDING'`,
    );
    this.addSql(
      `create index order_line_pending_of_partner on order_line (partner_id, placed_at, id) where billing = 'PENDING'`,
    );
    this.addSql(
      `create index "order_line_of_partner" on "order_line" ("partner_id", "placed_at", "id", "seller_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance")`,
    );
    this.addSql(
      `create index "order_line_of_seller" on "order_line" ("seller_id", "placed_at", "id", "partner_id", "status", "supervision", "repayment", "strategy", "customer_id", "product_id", "effective_at", "billing", "performance")`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_performance" check ((performance is null) = (partner_id is null or status in ('PENDING_PAYMENT', 'CANCELLED')))`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_performance_check" check ("performance" in ('COUNTED', 'REBOUND', 'NOT_ASSOCIATED'))`,
    );
    this.addSql(
      `create or replace function order_line_order_line_performance_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin if new.partner_id is null or new.status in ('PENDING_PAYMENT', 'CANCELLED') then new.performance := null; elsif tg_op = 'INSERT' or old.performance is null or old.partner_id is distinct from new.partner_id then new.performance := case when new.refund_of_id is null then coalesce(( select case when b.performance_from <= x.paid then 'COUNTED' else 'REBOUND' end from partner_binding b, (select coalesce((new.attribution_facts->>'at')::timestamptz, new.placed_at) as paid) x where b.customer_id = new.customer_id and b.partner_id = new.partner_id and b.bound_at <= x.paid and (b.unbound_at is null or b.unbound_at > x.paid) order by b.bound_at desc limit 1), 'NOT_ASSOCIATED') else coalesce((select coalesce(o.performance, coalesce(( select case when b.performance_from <= x.paid then 'COUNTED' else 'REBOUND' end from partner_binding b, (select coalesce((o.attribution_facts->>'at')::timestamptz, o.placed_at) as paid) x where b.customer_id = o.customer_id and b.partner_id = o.partner_id and b.bound_at <= x.paid and (b.unbound_at is null or b.unbound_at > x.paid) order by b.bound_at desc limit 1), 'NOT_ASSOCIATED')) from order_line o where o.id = new.refund_of_id), 'NOT_ASSOCIATED') end; end if; return new; end; $$`,
    );
    this.addSql(`revoke all on function order_line_order_line_performance_fn() from public`);
    this.addSql(
      `grant execute on function order_line_order_line_performance_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_performance before insert or update of partner_id, status on order_line for each row execute function order_line_order_line_performance_fn()`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, 1 as factor from new_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function settlement_bill_line_bill_line_settles_insert_fn() from public`,
    );
    this.addSql(
      `grant execute on function settlement_bill_line_bill_line_settles_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger bill_line_settles_insert after insert on settlement_bill_line referencing new table as new_rows for each statement execute function settlement_bill_line_bill_line_settles_insert_fn()`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function settlement_bill_line_bill_line_settles_update_fn() from public`,
    );
    this.addSql(
      `grant execute on function settlement_bill_line_bill_line_settles_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger bill_line_settles_update after update on settlement_bill_line referencing old table as old_rows new table as new_rows for each statement execute function settlement_bill_line_bill_line_settles_update_fn()`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, -1 as factor from old_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function settlement_bill_line_bill_line_settles_delete_fn() from public`,
    );
    this.addSql(
      `grant execute on function settlement_bill_line_bill_line_settles_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger bill_line_settles_delete after delete on settlement_bill_line referencing old table as old_rows for each statement execute function settlement_bill_line_bill_line_settles_delete_fn()`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_amount" check (amount_minor > 0)`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_period" check (case unit when 'MONTH' then period ~ '^\\d{4}-(0[1-9]|1[0-2])$' when 'QUARTER' then period ~ '^\\d{4}-Q[1-4]$' else period ~ '^\\d{4}$' end)`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_unit_check" check ("unit" in ('MONTH', 'QUARTER', 'YEAR'))`,
    );
    this.addSql(
      `alter table "performance_target" add constraint "performance_target_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `create trigger performance_target_updated before update on performance_target for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "performance_target" enable row level security`);
    this.addSql(`alter table "performance_target" force row level security`);
    this.addSql(
      `create policy "owner_all" on "performance_target" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "performance_target" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "performance_target" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "performance_target" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
