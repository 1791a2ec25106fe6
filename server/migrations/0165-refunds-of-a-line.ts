import { Migration } from '@mikro-orm/migrations';

export class RefundsOfALine extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create or replace function order_line_order_line_refunds_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin if exists (select 1 from new_rows n join order_line o on o.id = n.refund_of_id where o.cash_minor + (select sum(r.cash_minor) from order_line r where r.refund_of_id = o.id) < 0) then raise exception 'the refunds of an order line exceed it' using errcode = 'check_violation', constraint = 'order_line_refunds'; end if; return null; end; $$`,
    );
    this.addSql(`revoke all on function order_line_order_line_refunds_fn() from public`);
    this.addSql(`grant execute on function order_line_order_line_refunds_fn() to partnergraph_app`);
    this.addSql(
      `create trigger order_line_refunds after insert on order_line referencing new table as new_rows for each statement execute function order_line_order_line_refunds_fn()`,
    );
  }
}
