import { Migration } from '@mikro-orm/migrations';

export class SumsAndSorts extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "customer_demand" add "expected_amount_or_zero" bigint generated always as (coalesce(expected_amount_minor, (0)::bigint)) stored not null`,
    );
    this.addSql(
      `create index "customer_demand_by_amount" on "customer_demand" ("expected_amount_or_zero", "id")`,
    );
    this.addSql(
      `create index "customer_demand_by_amount_of_partner" on "customer_demand" ("partner_id", "expected_amount_or_zero", "id")`,
    );
    this.addSql(
      `create index "customer_demand_by_amount_of_seller" on "customer_demand" ("seller_id", "expected_amount_or_zero", "id")`,
    );
    this.addSql(
      `create or replace function customer_demand_updated_fn() returns trigger language plpgsql as $$ begin new.expected_amount_or_zero := old.expected_amount_or_zero; new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(`create index "private_offer_by_net" on "private_offer" ("net_total_minor", "id")`);
    this.addSql(
      `create index "private_offer_by_net_of_seller" on "private_offer" ("seller_id", "net_total_minor", "id")`,
    );
    this.addSql(
      `create index "private_offer_by_net_of_partner" on "private_offer" ("partner_id", "net_total_minor", "id")`,
    );
    this.addSql(`create index "order_line_by_deal" on "order_line" ("deal_minor", "id")`);
    this.addSql(
      `create index "order_line_by_deal_of_partner" on "order_line" ("partner_id", "deal_minor", "id")`,
    );
    this.addSql(
      `create index "order_line_by_deal_of_seller" on "order_line" ("seller_id", "deal_minor", "id")`,
    );
    this.addSql(
      `create or replace function order_line_order_line_to_customers_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer_access a where (a.customer_id, a.org_id) in (select l.customer_id, l.partner_id from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, 1 as factor from new_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) l) order by a.customer_id, a.org_id for no key update; update customer_access a set sold_in_year = s.year, sold_this_year_minor = s.minor + case when a.sold_in_year = s.year then a.sold_this_year_minor else 0 end from (select distinct on (y.customer_id, y.partner_id) y.* from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, 1 as factor from new_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) y order by y.customer_id, y.partner_id, y.year desc) s where a.customer_id = s.customer_id and a.org_id = s.partner_id and a.sold_in_year <= s.year; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function order_line_order_line_to_customers_insert_fn() from public`,
    );
    this.addSql(
      `grant execute on function order_line_order_line_to_customers_insert_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_customers_insert after insert on order_line referencing new table as new_rows for each statement execute function order_line_order_line_to_customers_insert_fn()`,
    );
    this.addSql(
      `create or replace function order_line_order_line_to_customers_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer_access a where (a.customer_id, a.org_id) in (select l.customer_id, l.partner_id from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) l) order by a.customer_id, a.org_id for no key update; update customer_access a set sold_in_year = s.year, sold_this_year_minor = s.minor + case when a.sold_in_year = s.year then a.sold_this_year_minor else 0 end from (select distinct on (y.customer_id, y.partner_id) y.* from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) y order by y.customer_id, y.partner_id, y.year desc) s where a.customer_id = s.customer_id and a.org_id = s.partner_id and a.sold_in_year <= s.year; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function order_line_order_line_to_customers_update_fn() from public`,
    );
    this.addSql(
      `grant execute on function order_line_order_line_to_customers_update_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_customers_update after update on order_line referencing old table as old_rows new table as new_rows for each statement execute function order_line_order_line_to_customers_update_fn()`,
    );
    this.addSql(
      `create or replace function order_line_order_line_to_customers_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from customer_access a where (a.customer_id, a.org_id) in (select l.customer_id, l.partner_id from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, -1 as factor from old_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) l) order by a.customer_id, a.org_id for no key update; update customer_access a set sold_in_year = s.year, sold_this_year_minor = s.minor + case when a.sold_in_year = s.year then a.sold_this_year_minor else 0 end from (select distinct on (y.customer_id, y.partner_id) y.* from (select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as year, sum(l.factor * l.deal_minor) as minor from (select *, -1 as factor from old_rows) l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3 having sum(l.factor * l.deal_minor) <> 0) y order by y.customer_id, y.partner_id, y.year desc) s where a.customer_id = s.customer_id and a.org_id = s.partner_id and a.sold_in_year <= s.year; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function order_line_order_line_to_customers_delete_fn() from public`,
    );
    this.addSql(
      `grant execute on function order_line_order_line_to_customers_delete_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger order_line_to_customers_delete after delete on order_line referencing old table as old_rows for each statement execute function order_line_order_line_to_customers_delete_fn()`,
    );
    this.addSql(
      `alter table "customer_access" add "sold_in_year" int not null default 0, add "sold_this_year_minor" bigint not null default '0'`,
    );
    this.addSql(
      `create index "customer_access_by_sales" on "customer_access" ("org_id", "sold_this_year_minor", "customer_id")`,
    );
    this.addSql(
      `create index customer_access_sold on customer_access (sold_in_year) where sold_this_year_minor <> 0`,
    );
    this.addSql(
      `create or replace function customer_access_customer_access_copies_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin select c.created_at, c.name, case new.level when 'FULL' then c.search_key else c.name_key end into new.customer_created_at, new.customer_name, new.customer_search_key from customer c where c.id = new.customer_id; new.status = coalesce((select b.status from current_binding(new.customer_id, coalesce(new.via_partner_id, new.org_id)) b), 'PROSPECT'); new.binding_type = (select b.type from current_binding(new.customer_id, new.org_id) b); if tg_op = 'INSERT' then select s.sold_in_year, s.minor into new.sold_in_year, new.sold_this_year_minor from sales_to(new.customer_id, new.org_id) s; end if; return new; end; $$`,
    );
    this.addSql(
      `update customer_access a set sold_in_year = s.sold_in_year, sold_this_year_minor = s.minor from (
        select distinct on (y.customer_id, y.partner_id) y.* from (
          select l.customer_id, l.partner_id, extract(year from l.placed_at at time zone 'Asia/Shanghai')::int as sold_in_year, sum(l.deal_minor) as minor
          from order_line l where l.partner_id is not null and l.status not in ('PENDING_PAYMENT', 'CANCELLED') group by 1, 2, 3) y
        order by y.customer_id, y.partner_id, y.sold_in_year desc) s
      where a.customer_id = s.customer_id and a.org_id = s.partner_id`,
    );
  }
}
