import { OUTPUT_VAT } from '../../modules/orders/line/vat.policies.ts';
import { money } from '../../platform/money.ts';
import { automaticId, automaticLineId, isAutomatic } from './automatic-discounts.ts';
import {
  choose,
  dayDigits,
  days,
  insertSql,
  instantSql,
  padded,
  randomSql,
  seconds,
  uuidAt,
} from './sql.ts';
import type { ScaleFacts } from './step.ts';

/** SQL text: the number of an order, `ORD-20260302-000001`. */
export const orderNumber = (row: string): string =>
  `'ORD-' || ${dayDigits(`${row}.placed_at`)} || '-' || ${padded(`${row}.serial`, 6)}`;

const VOUCHER = 'case when has_voucher then paid / 20 else 0 end';
/** Share of a line that a partial refund returns. */
const PART = '0.4';

/**
 * Lines of all orders. Every tenth order has two lines; an unsubscription repeats the lines of its order
 * with negative amounts.
 */
export function orderLines({ now }: ScaleFacts, part: string): string {
  const at = instantSql(now);
  const first = `case when x.d is null then ${randomSql('x.source', 'form', 3)} else ${randomSql('x.source', 'form', 'd.lines')} end`;
  const placed = `
    select x.*, line, d.id as discount_id, (${first} + line) % 3 as k,
      1 + ${randomSql('x.source * 2 + line', 'quantity', 3)} as quantity, ${randomSql('x.source', 'voucher', 10)} = 0 as has_voucher,
      ${randomSql('x.source * 2 + line', 'repaid', 20)} = 0 as on_credit, ${randomSql('x.source', 'share', 50)} = 0 as no_share
    from s_order x left join s_discount d on d.d = x.d, generate_series(0, 1) line
    where ${part} and (line = 0 or ${randomSql('x.source', 'lines', 10)} = 0)`;
  const bought = `
    select l.*, f.id as specification_id, f.name as specification_name, f.price * l.quantity as listed,
      coalesce(c.rate, 1) as rate, ${money.sql.applyRate('f.price * l.quantity', 'coalesce(c.rate, 1)')} as paid
    from (${placed}) l join s_specification f using (r, k) left join s_price c using (d, k)`;
  /** An amount of a sale, or the negative part of it that a refund returns. */
  const taken = (amount: string): string =>
    choose(
      [
        ['not is_refund', amount],
        ['whole', `-(${amount})`],
      ],
      `-${money.sql.applyRate(amount, PART)}`,
    );
  return `select *, ${taken('listed')} as list, ${taken('paid')} as deal,
      ${taken(VOUCHER)} as voucher, case when is_refund then paid end as sale_deal, case when is_refund then paid - (${VOUCHER}) end as sale_cash,
      ${uuidAt('placed_at', 'order-line', 'o * 2 + line')} as line_id,
      case when is_refund then ${uuidAt('bought_at', 'order-line', 'source * 2 + line')} end as refund_of,
      ${choose(
        [[`is_refund or not on_credit or status in ('PENDING_PAYMENT', 'CANCELLED')`, 'null']],
        `bought_at + ${days(25)}`,
      )} as repayment_at, ${at} as until
    from (${bought}) y`;
}

/** SQL text: attribution of the lines of an order `x`. */
export const attributionOf = (x: string): string =>
  choose(
    [
      [`not ${x}.credited`, `'NONE'`],
      [`${x}.d is not null`, `'DISCOUNT'`],
      [`${x}.sale_model = 'COMMON'`, `'SELECTED'`],
    ],
    `'AUTO'`,
  );

/** SQL text: reason why the lines of an order `x` are attributed to no partner. */
export const attributionReasonOf = (x: string): string =>
  choose(
    [
      [`${x}.credited`, 'null'],
      [`${x}.status in ('PENDING_PAYMENT', 'CANCELLED')`, `'NOT_PAID_YET'`],
      [`${x}.sale_model = 'COMMON'`, `'NO_PARTNER_SELECTED'`],
      [`${x}.bound_at is null or ${x}.bought_at < ${x}.bound_at`, `'CUSTOMER_NOT_BOUND'`],
    ],
    `'NO_PARTNER_SELECTED'`,
  );

const vat = Object.entries(OUTPUT_VAT.GENERAL).map(
  ([vatClass, policy]) => [`f.vat_class = '${vatClass}'`, String(policy.default)] as const,
);
const agreed = (value: string): string =>
  `case when l.credited and not l.no_share then ${value} end`;

export const insertOrderLines = insertSql(
  'order_line',
  {
    id: 'l.line_id',
    created_at: 'l.placed_at',
    order_id: 'l.id',
    position: 'l.line',
    order_number: orderNumber('l'),
    placed_at: 'l.placed_at',
    partner_id: 'case when l.credited then s.id end',
    seller_id: 'r.seller_id',
    customer_id: 'k.customer_id',
    product_id: 'r.id',
    specification_id: 'l.specification_id',
    product_name: 'r.name',
    specification_name: 'l.specification_name',
    attribution: attributionOf('l'),
    attribution_reason: attributionReasonOf('l'),
    charging_mode:
      "case f.period when 'ONE_OFF' then 'ONE_TIME' when 'ON_DEMAND' then 'ON_DEMAND' else 'PERIOD' end",
    period_months: "case f.period when 'MONTH' then 1 when 'YEAR' then 12 end",
    instance_id: 'coalesce(l.refund_of, l.line_id)',
    discount_id: `case when l.rate < 1 then l.discount_id when ${isAutomatic('l')} then ${automaticId('l')} end`,
    discount_line_id: `case when l.rate < 1 then ${uuidAt('d.created_at', 'discount-line', 'd.d * 3 + l.k')} when ${isAutomatic('l')} then ${automaticLineId('l')} end`,
    quantity: 'l.quantity',
    list_minor: 'l.list',
    pay_rate: 'l.rate',
    deal_minor: 'l.deal',
    voucher_minor: 'l.voucher',
    cash_minor: 'l.deal - l.voucher',
    share_ratio: agreed(`case when l.sale_model = 'HUAWEI' then 0.9 else r.share end`),
    strategy: agreed(
      `case l.sale_model when 'COMMON' then 'OWN_SALE' when 'HUAWEI' then 'LEGACY_MARGIN' else 'JOINT_SALE' end`,
    ),
    floor_minor: agreed(
      `case when l.sale_model = 'HUAWEI' then ${money.sql.applyRate('l.list', 'r.floor')} end`,
    ),
    vat_rate: choose(vat, '0'),
    sale_deal_minor: 'l.sale_deal',
    sale_cash_minor: 'l.sale_cash',
    sale_floor_minor: agreed(
      `case when l.is_refund and l.sale_model = 'HUAWEI' then ${money.sql.applyRate('l.listed', 'r.floor')} end`,
    ),
    supervision: choose(
      [
        [`not l.supervised or l.status in ('PENDING_PAYMENT', 'CANCELLED')`, `'NOT_APPLICABLE'`],
        ['l.accepted_at is not null', `'COMPLETED'`],
      ],
      `'IN_PROGRESS'`,
    ),
    supervision_completed_at: `case when l.supervised and l.status not in ('PENDING_PAYMENT', 'CANCELLED') then l.accepted_at end`,
    repayment: choose(
      [
        ['l.repayment_at is null', `'NOT_APPLICABLE'`],
        ['l.repayment_at <= l.until', `'REPAID'`],
      ],
      `'OUTSTANDING'`,
    ),
    repaid_at: 'case when l.repayment_at <= l.until then l.repayment_at end',
    effective_at: `case when l.status not in ('PENDING_PAYMENT', 'CANCELLED') then l.placed_at + ${seconds(900)} end`,
    refund_of_id: 'l.refund_of',
    performance: `case when l.credited and l.status not in ('PENDING_PAYMENT', 'CANCELLED') then 'COUNTED' end`,
    status: 'l.status',
  },
  `from s_order_line l join s_buyer k using (c) join s_partner s on s.p = l.p join s_product r on r.r = l.r join s_specification f on f.id = l.specification_id left join s_discount d on d.d = l.d
    order by l.serial, l.line`,
);
