import { insertAutomaticDiscounts, insertAutomaticLines } from './automatic-discounts.ts';
import { BOUND } from './customers.ts';
import {
  attributionOf,
  attributionReasonOf,
  insertOrderLines,
  orderLines,
  orderNumber,
} from './order-lines.ts';
import { assorted } from './products.ts';
import { choose, days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';

const PER_CUSTOMER = 10;
/** Orders are written in this many parts, so that progress is visible. */
const PARTS = 10;
const UNPAID = `x.status in ('PENDING_PAYMENT', 'CANCELLED')`;

/**
 * Ten orders per customer, over the billed months and since. They cover purchases before the binding or
 * without a partner, attribution by discount, automatic discount and link, and partial and full
 * unsubscriptions.
 */
export function orders(facts: ScaleFacts): Step[] {
  const { sizes } = facts;
  const size = Math.ceil(sizes.orders / PARTS);
  const parts = Array.from(
    { length: PARTS },
    (_, part) => `x.serial > ${part * size} and x.serial <= ${(part + 1) * size}`,
  );
  return [
    step('orders', sizes.orders, staging('s_buyer', buyers)),
    step('orders', 2 * sizes.orders, staging('s_order', timeline(facts))),
    step('orders', sizes.orders / 4, 'create index on s_order (serial)'),
    ...parts.flatMap((part) => [
      step('orders', (2 * sizes.orders) / PARTS, staging('s_order_line', orderLines(facts, part))),
      step('orders', (3 * sizes.orders) / PARTS, insertOrderLines),
      step('orders', (3 * sizes.orders) / PARTS, insertOrders(part)),
      step('orders', sizes.orders / PARTS, insertAutomaticDiscounts(facts)),
      step('orders', sizes.orders / PARTS, insertAutomaticLines),
      step('orders', 1, 'drop table s_order_line'),
    ]),
    step(
      'orders',
      1,
      `select setval('exclusive_discount_serial', ${sizes.discounts + 2 * sizes.orders + 2}), setval('customer_order_serial', ${sizes.orders + 1})`,
    ),
  ];
}

/** Customers with the partner they are bound to; customers of sub-distributors have no discounts. */
const buyers = `
  select k.c, k.id as customer_id, k.name, k.full_pinyin, k.initials, k.created_at, coalesce(b.p, 1 + k.c % 4) as p,
    b.bound_at, g.b
  from s_customer k left join s_binding b on b.c = k.c and not b.is_former and b.status in (${BOUND})
    left join s_bound g on g.c = k.c`;

function timeline(facts: ScaleFacts): string {
  const { sizes, now, runs } = facts;
  const at = instantSql(now);
  const since = instantSql(runs[0]!.monthFrom);
  /**
   * SQL text: time of a customer's nth order; the orders are spread evenly over the time since its
   * creation.
   */
  const placed = (nth: string): string =>
    `date_trunc('second', since + (${nth} + ${randomSql(`c * 16 + ${nth}`, 'placed', 1_000)} / 1000.0) / ${PER_CUSTOMER} * (${at} - ${seconds(3_600)} - since))`;
  const numbered = `
    select o, k.*, greatest(k.created_at + ${days(2)}, ${since}) as since, o / ${sizes.customers} as nth,
      ${randomSql('k.c', 'unsubscribes', 7)} = 0 as unsubscribes, ${randomSql('k.c', 'whole', 2)} = 0 as whole
    from generate_series(0, ${sizes.orders - 1}) o join s_buyer k on k.c = 1 + o % ${sizes.customers}`;
  const last = PER_CUSTOMER - 1;
  const dated = `
    select *, ${placed('nth')} as placed_at, nth = ${last} and unsubscribes as is_refund,
      case when nth = ${last} and unsubscribes then o - ${sizes.customers} else o end as source,
      case when nth = ${last} and unsubscribes then ${placed('nth - 1')} else ${placed('nth')} end as bought_at
    from (${numbered}) n`;
  const goods = `
    select t.*, d.d, coalesce(d.r, ${assorted(facts, 't.p', randomSql('t.source', 'goods', 1_000))}) as ordered_r
    from (${dated}) t cross join (select count(*) as held from s_bound) n
      left join s_discount d on d.d = t.b + t.source % 2 * n.held and d.status in ('EFFECTIVE', 'EXPIRED')
        and t.bought_at >= d.valid_from and t.bought_at < d.valid_until`;
  const outcome = randomSql('source', 'fate', 100);
  const supervised = `(template is not null and not (unsubscribes and nth >= ${last - 1}))`;
  const accepted = `bought_at + ${days(`3 + ${randomSql('source', 'accepted', 25)}`)}`;
  const status = choose(
    [
      ['is_refund', `'COMPLETED'`],
      [
        `unsubscribes and nth = ${last - 1}`,
        `case when whole then 'REFUNDED' else 'COMPLETED' end`,
      ],
      [`placed_at > ${at} - ${days(2)} and ${outcome} < 50`, `'PENDING_PAYMENT'`],
      [`${outcome} < 3`, `'CANCELLED'`],
      [`${supervised} and ${accepted} > ${at}`, `'PROCESSING'`],
      [`placed_at > ${at} - ${days(10)} and ${outcome} < 8`, `'REFUND_PENDING'`],
    ],
    `'COMPLETED'`,
  );
  const credited = `bound_at is not null and bought_at >= bound_at and (d is not null or ${randomSql('source', 'credit', 100)} < 70)`;
  const chosen = `
    select g.*, r.template, r.sale_model, r.r, case when ${supervised} and ${accepted} <= ${at} then ${accepted} end as accepted_at, ${supervised} as supervised
    from (${goods}) g join s_product r on r.r = case when g.d is null and g.ordered_r % 50 = 49 then g.ordered_r - 1 else g.ordered_r end`;
  const decided = `select *, ${status} as status, ${credited} as credited from (${chosen}) c`;
  return `select o, c, p, d, r, source, sale_model, is_refund, whole, placed_at, bought_at, accepted_at, supervised, status,
      credited and status not in ('PENDING_PAYMENT', 'CANCELLED') as credited, bound_at,
      row_number() over (order by placed_at, o) as serial, ${uuidAt('placed_at', 'order', 'o')} as id
    from (${decided}) e order by placed_at, o`;
}

const insertOrders = (part: string): string =>
  insertSql(
    'customer_order',
    {
      id: 'x.id',
      created_at: 'x.placed_at',
      number: orderNumber('x'),
      order_type: `case when x.is_refund then 'UNSUBSCRIBE' else ${choose(
        [
          [`${randomSql('x.o', 'type', 10)} < 2`, `'RENEW'`],
          [`${randomSql('x.o', 'type', 10)} = 2`, `'CHANGE'`],
        ],
        `'NEW'`,
      )} end`,
      customer_id: 'k.customer_id',
      customer_name: 'k.name',
      partner_id: 'case when x.credited then s.id end',
      attribution: attributionOf('x'),
      attribution_reason: attributionReasonOf('x'),
      discount_id: 'd.id',
      search_key: `concat_ws(' ', lower(${orderNumber('x')}), k.name, lower(r.name), k.full_pinyin, r.full_pinyin, k.initials, r.initials)`,
      status: 'x.status',
      placed_at: 'x.placed_at',
      payment_due_at: `x.placed_at + ${days(7)}`,
      paid_at: `case when not ${UNPAID} then x.placed_at + ${seconds(300)} end`,
      completed_at: `case when x.status in ('COMPLETED', 'REFUNDED', 'REFUND_PENDING') then coalesce(x.accepted_at, x.placed_at + ${seconds(900)}) end`,
      list_total_minor: 't.list',
      deal_total_minor: 't.deal',
      voucher_total_minor: 't.voucher',
      cash_total_minor: 't.deal - t.voucher',
    },
    `from s_order x join s_buyer k using (c) join s_partner s on s.p = x.p join s_product r on r.r = x.r left join s_discount d on d.d = x.d
      join (select serial, sum(list) as list, sum(deal) as deal, sum(voucher) as voucher from s_order_line group by serial) t on t.serial = x.serial
    where ${part} order by x.serial`,
  );
