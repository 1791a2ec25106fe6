import { Migration } from '@mikro-orm/migrations';

/** Inputs of the amounts that were requested before they were kept; `b` is the bill line. */
const FACTS = `case b.kind
    when 'SALE' then json_build_object('result', (b.settlement_minor)::bigint::text, 'rule', b.strategy, 'cash', (b.cash_minor)::bigint::text, 'dealPrice', ((select l.deal_minor from order_line l where l.id = b.order_line_id))::bigint::text, 'floorPrice', ((select l.floor_minor from order_line l where l.id = b.order_line_id))::bigint::text, 'shareRatio', trim_scale(b.share_ratio)::text, 'productVatRate', trim_scale(b.product_vat_rate)::text, 'serviceVatRate', trim_scale(b.service_vat_rate)::text)
    when 'REFUND' then (select json_build_object('result', (b.settlement_minor)::bigint::text, 'rule', case when r.refunded - b.cash_minor >= r.cash or (sign(((r.settled)::numeric * (-(-(b.cash_minor)))::numeric)::numeric) * div(2 * abs(((r.settled)::numeric * (-(-(b.cash_minor)))::numeric)::numeric) + ((nullif(r.cash, 0))::numeric), 2 * ((nullif(r.cash, 0))::numeric)::numeric))::bigint < r.deducted - r.settled then 'REFUND_REST' else 'REFUND_PART' end, 'settled', (r.settled)::bigint::text, 'refund', (b.cash_minor)::bigint::text, 'originalCash', (r.cash)::bigint::text, 'deducted', (r.deducted)::bigint::text) from (
  select o.id, o.cash_minor as cash, s.settlement_minor as settled,
    coalesce(-sum(x.cash_minor), 0) as refunded, coalesce(-sum(x.settlement_minor), 0) as deducted
  from order_line l
    join order_line o on o.id = l.refund_of_id
    join settlement_bill_line s on s.order_line_id = o.id and s.kind = 'SALE'
    left join order_line e on e.refund_of_id = o.id
    left join settlement_bill_line x on x.order_line_id = e.id and x.kind = 'REFUND'
      and ((select period from settlement_bill where id = x.bill_id), x.position)
        < ((select period from settlement_bill where id = b.bill_id), b.position)
  where l.id = b.order_line_id
  group by o.id, o.cash_minor, s.settlement_minor limit 1) r)
    else json_build_object('result', (b.settlement_minor)::bigint::text, 'rule', 'ADJUSTMENT', 'adjustment', (select a.amount_minor::text from bill_adjustment a where a.id = b.adjustment_id)) end`;

export class PaymentDerivations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop trigger if exists "payment_authorization_fixed" on "payment_authorization"`);
    this.addSql(`alter table "payment_authorization" add "amount_facts" jsonb null`);
    this.addSql(`alter table payment_authorization disable trigger user`);
    this.addSql(
      `update payment_authorization a set amount_facts = (${FACTS})::jsonb from settlement_bill_line b where b.id = a.bill_line_id`,
    );
    this.addSql(`alter table payment_authorization enable trigger user`);
    this.addSql(`alter table "payment_authorization" alter column "amount_facts" set not null`);
    this.addSql(
      `alter table "payment_authorization" add constraint "payment_authorization_explained" check (amount_facts ->> 'result' = amount_minor::text)`,
    );
    this.addSql(`create trigger "payment_authorization_fixed" BEFORE UPDATE on "payment_authorization" for each ROW
  when (old.status = 'AUTHORIZED' or (old.bill_id, old.bill_line_id, old.partner_id, old.seller_id, old.amount_minor, old.amount_facts) is distinct from (new.bill_id, new.bill_line_id, new.partner_id, new.seller_id, new.amount_minor, new.amount_facts)) execute function "payment_authorization_payment_authorization_fixed_fn"()`);
  }
}
