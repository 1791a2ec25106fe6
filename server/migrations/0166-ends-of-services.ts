import { Migration } from '@mikro-orm/migrations';

export class EndsOfServices extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "order_line" add "period_months" int null, add "expires_at" timestamptz(3) null`,
    );
    // Lines from before it was kept paid for one period; neither sums nor the time of their change depend on it.
    this.addSql(`alter table order_line disable trigger user`);
    this.addSql(
      `update order_line l set period_months = case s.period when 'MONTH' then 1 else 12 end from specification s where s.id = l.specification_id and s.period in ('MONTH', 'YEAR')`,
    );
    this.addSql(`alter table order_line enable trigger user`);
    this.addSql(
      `alter table "order_line" add "service_until" timestamptz(3) generated always as (case when status = 'COMPLETED' and refund_of_id is null then coalesce(expires_at, (effective_at at time zone 'Asia/Shanghai' + make_interval(months => period_months)) at time zone 'Asia/Shanghai') else null end) stored null`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_period" check (period_months > 0)`,
    );
    this.addSql(
      `create or replace function order_line_updated_fn() returns trigger language plpgsql as $$ begin new.service_until := old.service_until; new.effective_at_or_never := old.effective_at_or_never; new.billing := old.billing; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
  }
}
