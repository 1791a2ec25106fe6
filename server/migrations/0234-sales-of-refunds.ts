import { Migration } from '@mikro-orm/migrations';
import { SETTLED_OF_SALE } from './functions/settlement.sql.ts';

/** A refund keeps the amounts and the settlement of its sale, so that lines that await their bill are settled without it. */
export class SalesOfRefunds extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "order_line" add "sale_deal_minor" bigint null, add "sale_cash_minor" bigint null, add "sale_floor_minor" bigint null, add "sale_settled_minor" bigint null`,
    );
    this.addSql(SETTLED_OF_SALE);
    this.addSql(`alter table order_line disable trigger user`);
    this.addSql(
      `update order_line r set sale_deal_minor = o.deal_minor, sale_cash_minor = o.cash_minor, sale_floor_minor = o.floor_minor, sale_settled_minor = settled_of_sale(o.id) from order_line o where o.id = r.refund_of_id`,
    );
    this.addSql(`alter table order_line enable trigger user`);
    this.addSql(
      `alter table "order_line" add constraint "order_line_of_sale" check (num_nonnulls(sale_deal_minor, sale_cash_minor) = case when refund_of_id is null then 0 else 2 end)`,
    );
    this.addSql(`drop index order_line_pending_of_partner`);
    this.addSql(
      `create index order_line_pending_of_partner on order_line (partner_id, placed_at, id, order_id) include (seller_id, customer_id, billing, strategy, effective_at, supervision, supervision_completed_at, repayment, repaid_at, refund_of_id, deal_minor, cash_minor, floor_minor, share_ratio, vat_rate, settled_minor, sale_deal_minor, sale_cash_minor, sale_floor_minor, sale_settled_minor) where billing = 'PENDING'`,
    );
    this.addSql(
      `create or replace function order_line_order_line_sale_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from order_line o where o.id = new.refund_of_id for share; select o.deal_minor, o.cash_minor, o.floor_minor, settled_of_sale(o.id) into new.sale_deal_minor, new.sale_cash_minor, new.sale_floor_minor, new.sale_settled_minor from order_line o where o.id = new.refund_of_id; return new; end; $$`,
    );
    this.addSql(`revoke all on function order_line_order_line_sale_fn() from public`);
    this.addSql(`grant execute on function order_line_order_line_sale_fn() to partnergraph_app`);
    this.addSql(
      `create trigger order_line_sale before insert on order_line for each row when (new.refund_of_id is not null) execute function order_line_order_line_sale_fn()`,
    );
    this.addSql(
      `create or replace function bill_adjustment_bill_adjustment_to_refunds_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin perform 1 from order_line o where o.id in (select c.order_line_id from new_rows c) order by o.id for share; update order_line r set sale_settled_minor = x.settled from (select l.id, settled_of_sale(l.refund_of_id) as settled from order_line l where l.refund_of_id is not null and l.refund_of_id in (select c.order_line_id from new_rows c)) x where r.id = x.id and r.sale_settled_minor is distinct from x.settled; return null; end; $$`,
    );
    this.addSql(
      `revoke all on function bill_adjustment_bill_adjustment_to_refunds_fn() from public`,
    );
    this.addSql(
      `grant execute on function bill_adjustment_bill_adjustment_to_refunds_fn() to partnergraph_app`,
    );
    this.addSql(
      `create trigger bill_adjustment_to_refunds after insert on bill_adjustment referencing new table as new_rows for each statement execute function bill_adjustment_bill_adjustment_to_refunds_fn()`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_insert_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, 1 as factor from new_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; update order_line r set sale_settled_minor = x.settled from (select l.id, settled_of_sale(l.refund_of_id) as settled from order_line l where l.refund_of_id is not null and l.refund_of_id in (select c.order_line_id from (select *, 1 as factor from new_rows) c where c.kind <> 'ADJUSTMENT')) x where r.id = x.id and r.sale_settled_minor is distinct from x.settled; return null; end; $$`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_update_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; update order_line r set sale_settled_minor = x.settled from (select l.id, settled_of_sale(l.refund_of_id) as settled from order_line l where l.refund_of_id is not null and l.refund_of_id in (select c.order_line_id from (select *, -1 as factor from old_rows union all select *, 1 from new_rows) c where c.kind <> 'ADJUSTMENT')) x where r.id = x.id and r.sale_settled_minor is distinct from x.settled; return null; end; $$`,
    );
    this.addSql(
      `create or replace function settlement_bill_line_bill_line_settles_delete_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update order_line l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from (select *, -1 as factor from old_rows) c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; update order_line r set sale_settled_minor = x.settled from (select l.id, settled_of_sale(l.refund_of_id) as settled from order_line l where l.refund_of_id is not null and l.refund_of_id in (select c.order_line_id from (select *, -1 as factor from old_rows) c where c.kind <> 'ADJUSTMENT')) x where r.id = x.id and r.sale_settled_minor is distinct from x.settled; return null; end; $$`,
    );
  }
}
