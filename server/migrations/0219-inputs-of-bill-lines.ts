import { Migration } from '@mikro-orm/migrations';

/** Gross of a bill `h`, settled again from its orders by the formulas of this version. */
const ORDERS = `(select coalesce(sum(case bl.kind when 'REFUND' then (select case when (f.refunded + -w.cash_minor >= o.cash_minor or (sign(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) * div(2 * abs(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) + ((nullif(o.cash_minor, 0))::numeric), 2 * ((nullif(o.cash_minor, 0))::numeric)::numeric))::bigint < round(least(0, ((f.deducted)::numeric - (f.settled)::numeric)))::bigint or (sign(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) * div(2 * abs(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) + ((nullif(o.cash_minor, 0))::numeric), 2 * ((nullif(o.cash_minor, 0))::numeric)::numeric))::bigint > 0) then round(least(0, ((f.deducted)::numeric - (f.settled)::numeric)))::bigint else (sign(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) * div(2 * abs(((f.settled)::numeric * (-(-w.cash_minor))::numeric)::numeric) + ((nullif(o.cash_minor, 0))::numeric), 2 * ((nullif(o.cash_minor, 0))::numeric)::numeric))::bigint end from order_line o
    cross join lateral (
  select coalesce(sum(coalesce(case sb.kind when 'SALE' then case when sx.strategy = 'JOINT_SALE' then round((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric)::bigint when sx.strategy is not null then (sign(((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric * (1 + (sh.service_vat_rate)::numeric))::numeric) * div(2 * abs(((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric * (1 + (sh.service_vat_rate)::numeric))::numeric) + ((1 + (sx.vat_rate)::numeric)), 2 * ((1 + (sx.vat_rate)::numeric))::numeric))::bigint end
    when 'ADJUSTMENT' then (select a.amount_minor from bill_adjustment a where a.id = sb.adjustment_id) end, sb.settlement_minor)) filter (where sx.refund_of_id is null), 0) as settled,
    coalesce(-sum(sb.cash_minor) filter (where sx.refund_of_id is not null), 0) as refunded,
    coalesce(-sum(coalesce(case sb.kind when 'SALE' then case when sx.strategy = 'JOINT_SALE' then round((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric)::bigint when sx.strategy is not null then (sign(((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric * (1 + (sh.service_vat_rate)::numeric))::numeric) * div(2 * abs(((case when sx.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((sx.deal_minor)::numeric - (sx.floor_minor)::numeric)))::bigint else sx.cash_minor end)::numeric * (sx.share_ratio)::numeric * (1 + (sh.service_vat_rate)::numeric))::numeric) + ((1 + (sx.vat_rate)::numeric)), 2 * ((1 + (sx.vat_rate)::numeric))::numeric))::bigint end
    when 'ADJUSTMENT' then (select a.amount_minor from bill_adjustment a where a.id = sb.adjustment_id) end, sb.settlement_minor)) filter (where sx.refund_of_id is not null), 0) as deducted,
    coalesce(bool_or(sb.kind = 'SALE'), false) as has_sale
  from order_line sx
    join settlement_bill_line sb on sb.order_line_id = sx.id
    join settlement_bill sh on sh.id = sb.bill_id
  where (sx.id = o.id or sx.refund_of_id = o.id) and (sh.period, sb.position) < (h.period, bl.position)) f where o.id = w.refund_of_id) else case bl.kind when 'SALE' then case when w.strategy = 'JOINT_SALE' then round((case when w.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((w.deal_minor)::numeric - (w.floor_minor)::numeric)))::bigint else w.cash_minor end)::numeric * (w.share_ratio)::numeric)::bigint when w.strategy is not null then (sign(((case when w.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((w.deal_minor)::numeric - (w.floor_minor)::numeric)))::bigint else w.cash_minor end)::numeric * (w.share_ratio)::numeric * (1 + (h.service_vat_rate)::numeric))::numeric) * div(2 * abs(((case when w.strategy = 'LEGACY_MARGIN' then round(greatest(0, ((w.deal_minor)::numeric - (w.floor_minor)::numeric)))::bigint else w.cash_minor end)::numeric * (w.share_ratio)::numeric * (1 + (h.service_vat_rate)::numeric))::numeric) + ((1 + (w.vat_rate)::numeric)), 2 * ((1 + (w.vat_rate)::numeric))::numeric))::bigint end
    when 'ADJUSTMENT' then (select a.amount_minor from bill_adjustment a where a.id = bl.adjustment_id) end end), 0)::bigint from settlement_bill_line bl join order_line w on w.id = bl.order_line_id where bl.bill_id = h.id)`;

/** The sale `s` that a refund line `x` of the bill `xh` returns, with what earlier lines settled of it. */
const REFUNDED = `left join order_line s on s.id = o.refund_of_id and x.kind = 'REFUND'
      left join lateral (select coalesce(sum(sb.settlement_minor) filter (where sx.refund_of_id is null), 0) as settled,
          coalesce(-sum(sb.cash_minor) filter (where sx.refund_of_id is not null), 0) as refunded,
          coalesce(-sum(sb.settlement_minor) filter (where sx.refund_of_id is not null), 0) as deducted
        from order_line sx join settlement_bill_line sb on sb.order_line_id = sx.id join settlement_bill sh on sh.id = sb.bill_id
        where (sx.id = s.id or sx.refund_of_id = s.id) and (sh.period, sb.position) < (xh.period, x.position)) f on s.id is not null`;

/** Sum of the lines `l` of one kind of the bill `h`, in all or of earlier months. */
const sum = (kind: string, among = 'true'): string =>
  `coalesce(sum(l.settlement_minor) filter (where l.kind = '${kind}' and ${among}), 0)`;
const CARRIED = 'l.month < h.period';

/** A bill line keeps the inputs of its amount that other rows hold, and a bill the sums of its lines. */
export class InputsOfBillLines extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop trigger if exists "settlement_bill_issued" on "settlement_bill"`);
    this.addSql(`drop trigger if exists "settlement_bill_tie_out" on "settlement_bill"`);
    this.addSql(
      `alter table "settlement_bill" add "sales_minor" bigint null, add "refunds_minor" bigint null, add "adjustments_minor" bigint null, add "carried_sales_minor" bigint null, add "carried_refunds_minor" bigint null, add "carried_adjustments_minor" bigint null, add "order_count" int null, add "refund_count" int null, add "adjustment_count" int null, add "orders_minor" bigint null`,
    );
    this.addSql(
      `alter table "settlement_bill_line" add "order_number" text null, add "order_position" int null, add "deal_minor" bigint null, add "floor_minor" bigint null, add "sale_cash_minor" bigint null, add "sale_settled_minor" bigint null, add "sale_refunded_minor" bigint null, add "sale_deducted_minor" bigint null`,
    );
    this.addSql(`alter table settlement_bill disable trigger user`);
    this.addSql(`alter table settlement_bill_line disable trigger user`);
    this.addSql(`update settlement_bill_line b set order_number = r.order_number, order_position = r.position, deal_minor = r.deal, floor_minor = r.floor,
        sale_cash_minor = r.cash, sale_settled_minor = r.settled, sale_refunded_minor = r.refunded, sale_deducted_minor = r.deducted
      from (select x.id, o.order_number, o.position, case when x.kind = 'SALE' then o.deal_minor end as deal,
          case when x.kind = 'SALE' and x.strategy = 'LEGACY_MARGIN' then o.floor_minor end as floor, s.cash_minor as cash, f.settled, f.refunded, f.deducted
        from settlement_bill_line x join settlement_bill xh on xh.id = x.bill_id join order_line o on o.id = x.order_line_id ${REFUNDED}) r
      where r.id = b.id`);
    this.addSql(`update settlement_bill b set sales_minor = s.sales, refunds_minor = s.refunds, adjustments_minor = s.adjustments,
        carried_sales_minor = s.carried_sales, carried_refunds_minor = s.carried_refunds, carried_adjustments_minor = s.carried_adjustments,
        order_count = s.orders, refund_count = s.refund_lines, adjustment_count = s.adjustment_lines, orders_minor = s.again
      from (select h.id, ${sum('SALE')} as sales, ${sum('REFUND')} as refunds, ${sum('ADJUSTMENT')} as adjustments,
          ${sum('SALE', CARRIED)} as carried_sales, ${sum('REFUND', CARRIED)} as carried_refunds, ${sum('ADJUSTMENT', CARRIED)} as carried_adjustments,
          count(distinct l.order_number) as orders, count(*) filter (where l.kind = 'REFUND') as refund_lines,
          count(*) filter (where l.kind = 'ADJUSTMENT') as adjustment_lines, ${ORDERS} as again
        from settlement_bill h join settlement_bill_line l on l.bill_id = h.id group by h.id) s
      where s.id = b.id`);
    this.addSql(`alter table settlement_bill enable trigger user`);
    this.addSql(`alter table settlement_bill_line enable trigger user`);
    this.addSql(
      `alter table "settlement_bill" alter column "sales_minor" set not null, alter column "refunds_minor" set not null, alter column "adjustments_minor" set not null, alter column "carried_sales_minor" set not null, alter column "carried_refunds_minor" set not null, alter column "carried_adjustments_minor" set not null, alter column "order_count" set not null, alter column "refund_count" set not null, alter column "adjustment_count" set not null, alter column "orders_minor" set not null`,
    );
    this.addSql(
      `alter table "settlement_bill_line" alter column "order_number" set not null, alter column "order_position" set not null`,
    );
    this.addSql(
      `alter table "settlement_bill" add constraint "settlement_bill_kinds" check (gross_minor = sales_minor + refunds_minor + adjustments_minor and carried_in_minor = carried_sales_minor + carried_refunds_minor + carried_adjustments_minor)`,
    );
    this.addSql(
      `alter table "settlement_bill_line" add constraint "settlement_bill_line_of_sale" check ((kind = 'SALE') = (deal_minor is not null) and (kind = 'SALE' and strategy = 'LEGACY_MARGIN') = (floor_minor is not null))`,
    );
    this.addSql(
      `alter table "settlement_bill_line" add constraint "settlement_bill_line_of_refund" check (num_nonnulls(sale_cash_minor, sale_settled_minor, sale_refunded_minor, sale_deducted_minor) = case when kind = 'REFUND' then 4 else 0 end)`,
    );
    this.addSql(
      `create or replace function "settlement_bill_settlement_bill_issued_fn"() returns trigger as $$ begin raise exception 'bill % was sent: it cannot change', old.number; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "settlement_bill_issued" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status <> 'GENERATED' and (new.status = 'GENERATED' or (old.partner_id, old.period, old.number, old.currency, old.gross_minor, old.net_minor, old.tax_minor, old.carried_in_minor, old.service_vat_rate, old.line_count, old.sales_minor, old.refunds_minor, old.adjustments_minor, old.carried_sales_minor, old.carried_refunds_minor, old.carried_adjustments_minor, old.order_count, old.refund_count, old.adjustment_count, old.orders_minor, old.run_at, old.seal, old.sent_at) is distinct from (new.partner_id, new.period, new.number, new.currency, new.gross_minor, new.net_minor, new.tax_minor, new.carried_in_minor, new.service_vat_rate, new.line_count, new.sales_minor, new.refunds_minor, new.adjustments_minor, new.carried_sales_minor, new.carried_refunds_minor, new.carried_adjustments_minor, new.order_count, new.refund_count, new.adjustment_count, new.orders_minor, new.run_at, new.seal, new.sent_at))) execute function "settlement_bill_settlement_bill_issued_fn"()`);
    this.addSql(`create or replace function "settlement_bill_settlement_bill_tie_out_fn"() returns trigger as $$ begin if not exists (select 1 from settlement_bill_line l where l.bill_id = new.id
          having (sum(l.settlement_minor), count(*), coalesce(sum(l.settlement_minor) filter (where l.kind = 'SALE'), 0), coalesce(sum(l.settlement_minor) filter (where l.kind = 'REFUND'), 0), coalesce(sum(l.settlement_minor) filter (where l.kind = 'ADJUSTMENT'), 0), coalesce(sum(l.settlement_minor) filter (where l.kind = 'SALE' and l.month < new.period), 0), coalesce(sum(l.settlement_minor) filter (where l.kind = 'REFUND' and l.month < new.period), 0), coalesce(sum(l.settlement_minor) filter (where l.kind = 'ADJUSTMENT' and l.month < new.period), 0), count(distinct l.order_number), count(*) filter (where l.kind = 'REFUND'), count(*) filter (where l.kind = 'ADJUSTMENT')) = (new.gross_minor, new.line_count, new.sales_minor, new.refunds_minor, new.adjustments_minor, new.carried_sales_minor, new.carried_refunds_minor, new.carried_adjustments_minor, new.order_count, new.refund_count, new.adjustment_count)) then
        raise exception 'bill % is not the sum of its lines', new.number; end if; return new; end; $$ language plpgsql`);
    this.addSql(`create trigger "settlement_bill_tie_out" BEFORE UPDATE on "settlement_bill" for each ROW
  when (old.status = 'GENERATED' and new.status <> 'GENERATED') execute function "settlement_bill_settlement_bill_tie_out_fn"()`);
  }
}
