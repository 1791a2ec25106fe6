import { dayDigits, insertSql, padded, seconds, uuidAt } from './sql.ts';
import type { ScaleFacts } from './step.ts';

/** SQL text: whether the order line `l` was attributed by an automatic discount. */
export const isAutomatic = (l: string): string =>
  `${l}.credited and ${l}.d is null and ${l}.sale_model <> 'COMMON'`;

/** SQL text: ids of the automatic discount of the sold line `l`, and of its line; a refund refers to those of the sale. */
export const automaticId = (l: string): string =>
  uuidAt(`${l}.bought_at`, 'automatic', `${l}.source * 2 + ${l}.line`);
export const automaticLineId = (l: string): string =>
  uuidAt(`${l}.bought_at`, 'automatic-line', `${l}.source * 2 + ${l}.line`);

const AT = `l.placed_at + ${seconds(300)}`;
const VALIDITY = {
  created_at: AT,
  partner_id: 's.id',
  seller_id: 'r.seller_id',
  customer_id: 'k.customer_id',
  valid_from: AT,
  valid_until: `${AT} + interval '1 millisecond'`,
};
const FROM = `from s_order_line l join s_buyer k using (c) join s_partner s on s.p = l.p join s_product r on r.r = l.r
  join s_specification f on f.id = l.specification_id
  left join s_authorization a on a.p = l.p and a.r = l.r and a.c is null
  where ${isAutomatic('l')} and not l.is_refund order by l.serial, l.line`;

/** Automatic discounts of the staged order lines, one for each (domain §3 item 21): in effect and over at the payment. */
export function insertAutomaticDiscounts({ sizes }: ScaleFacts): string {
  const number = `'EXD-' || ${dayDigits(AT)} || '-' || ${padded(`${sizes.discounts} + l.serial * 2 + l.line`, 4)}`;
  const order = `'ORD-' || ${dayDigits('l.placed_at')} || '-' || ${padded('l.serial', 6)}`;
  return insertSql(
    'exclusive_discount',
    {
      ...VALIDITY,
      id: automaticId('l'),
      product_id: 'r.id',
      number,
      name: `'自动专属优惠 ' || ${order} || '/' || (l.line + 1)`,
      customer_name: 'k.name',
      product_name: 'r.name',
      search_key: `concat_ws(' ', lower(${number}), lower(${order}), k.name, lower(r.name), k.full_pinyin, r.full_pinyin, k.initials, r.initials)`,
      status: `'EXPIRED'`,
      origin: `'AUTO'`,
      list_total_minor: 'f.price',
      net_total_minor: 'f.price',
      csp_authorization_id: `case when a.kind = 'CSP' then a.id end`,
      joint_sales_authorization_id: `case when a.kind = 'JOINT' then a.id end`,
      terms_version: 'case when a.id is not null then 1 end',
      share_ratio: 'r.share',
      submitted_at: AT,
      activated_at: AT,
      order_line_id: 'l.line_id',
      version: '2',
    },
    FROM,
  );
}

export const insertAutomaticLines = insertSql(
  'exclusive_discount_line',
  {
    ...VALIDITY,
    id: automaticLineId('l'),
    discount_id: automaticId('l'),
    specification_id: 'f.id',
    specification_code: 'f.code',
    specification_name: 'f.name',
    position: '0',
    priced_by: `'RATE'`,
    pay_rate: '1',
    list_price_minor: 'f.price',
    net_price_minor: 'f.price',
    floor_pay_rate: 'r.floor',
    state: `'EXPIRED'`,
  },
  FROM,
);
