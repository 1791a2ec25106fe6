import { Migration } from '@mikro-orm/migrations';

/** Lines that were attributed by an automatic discount before such discounts were kept, with their payment. */
const LINES = `order_line l join customer_order o on o.id = l.order_id join specification f on f.id = l.specification_id
  join product p on p.id = l.product_id
  where l.attribution = 'AUTO' and l.refund_of_id is null
    and not exists (select 1 from exclusive_discount x where x.order_line_id = l.id)`;

const VALIDITY = `o.paid_at as valid_from, o.paid_at + interval '1 millisecond' as valid_until`;

/** Gives each stored AUTO line the automatic discount that attributes it (domain §3 item 21). */
export class AutomaticDiscounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create temp table automatic on commit drop as
      select l.id as order_line_id, gen_random_uuid() as id, gen_random_uuid() as line_id, ${VALIDITY},
        l.partner_id, l.seller_id, l.customer_id, l.product_id, l.specification_id, l.product_name, f.code, f.name,
        o.customer_name, o.search_key, l.list_minor / l.quantity as list, l.share_ratio, p.floor_pay_rate, o.number as order_number,
        'EXD-' || to_char(o.paid_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(nextval('exclusive_discount_serial')::text, 4, '0') as number,
        '自动专属优惠 ' || o.number || '/' || (l.position + 1) as title
      from ${LINES}`);
    this.addSql(`insert into exclusive_discount (id, created_at, partner_id, seller_id, customer_id, product_id, number, name, customer_name, product_name,
        search_key, status, origin, valid_from, valid_until, list_total_minor, net_total_minor, share_ratio, submitted_at, activated_at, order_line_id)
      select id, valid_from, partner_id, seller_id, customer_id, product_id, number, title, customer_name, product_name,
        lower(number) || ' ' || search_key, 'EXPIRED', 'AUTO', valid_from, valid_until, list, list, share_ratio, valid_from, valid_from, order_line_id
      from automatic`);
    this.addSql(`insert into exclusive_discount_line (id, created_at, discount_id, partner_id, seller_id, customer_id, specification_id, specification_code,
        specification_name, position, priced_by, pay_rate, list_price_minor, net_price_minor, floor_pay_rate, state, valid_from, valid_until)
      select line_id, valid_from, id, partner_id, seller_id, customer_id, specification_id, code, name, 0, 'RATE', 1, list, list, floor_pay_rate,
        'EXPIRED', valid_from, valid_until from automatic`);
    this.addSql(
      `update order_line l set discount_id = a.id, discount_line_id = a.line_id from automatic a where l.id = a.order_line_id`,
    );
    this.addSql('drop table automatic');
  }
}
