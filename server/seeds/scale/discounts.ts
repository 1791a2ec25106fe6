import { marginShare } from '../../modules/authorizations/authorization.policies.ts';
import { maxDays, reviewDays } from '../../modules/discounts/discount/discount.policies.ts';
import { calendar } from '../../platform/calendar.ts';
import { HOUR } from '../../platform/clock.ts';
import { money } from '../../platform/money.ts';
import { placeOf } from './authorizations.ts';
import { assorted } from './products.ts';
import {
  choose,
  dayDigits,
  dayStart,
  days,
  insertSql,
  instantSql,
  padded,
  randomSql,
  seconds,
  uuidAt,
} from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';

const DAY = 86_400;
const REVIEWS = `d.status in ('SELLER_REVIEW', 'MANUAL_REVIEW')`;
/** States after the start of the period. */
const STARTED = `('EFFECTIVE', 'EXPIRED', 'REVOKED', 'UNUSABLE')`;
/** Pending reviews began within this many hours. */
const REVIEW_HOURS = 42;

/**
 * Two exclusive discounts per bound customer, on different products, so that the exclusion constraint
 * holds.
 */
export function discounts(facts: ScaleFacts): Step[] {
  const count = facts.sizes.discounts;
  return [
    step('discounts', 2 * count, staging('s_discount', timeline(facts))),
    step('discounts', 2 * count, staging('s_price', prices)),
    step('discounts', 4 * count, insertDiscounts(facts)),
    step('discounts', 3 * count, insertLines),
    step('discounts', 1, `select setval('exclusive_discount_serial', ${count})`),
  ];
}

function timeline(facts: ScaleFacts): string {
  const { sizes, now } = facts;
  const at = instantSql(now);
  const outcome = randomSql('d', 'fate', 100);
  const between = (from: number, to: number): string =>
    `${outcome} >= ${from} and ${outcome} < ${to}`;
  const wanted = choose(
    [
      [between(0, 26), `'EXPIRED'`],
      [between(26, 30), `'WITHDRAWN'`],
      [between(30, 34), `'REVOKED'`],
      // Only a price of a common product within the range goes to a reviewer (domain §4.4).
      [`${between(34, 38)} and r.sale_model = 'COMMON'`, `'REJECTED'`],
      ['r.delisted_at is not null', `'UNUSABLE'`],
      [`${between(38, 48)} and r.sale_model = 'COMMON'`, `'SELLER_REVIEW'`],
      [between(48, 54), `'SCHEDULED'`],
      [between(54, 58), `'DRAFT'`],
      [between(58, 60), `'MANUAL_REVIEW'`],
    ],
    `'EFFECTIVE'`,
  );
  /** Seconds from drafting to now: after the binding and before a delisting. */
  const ago = (least: number, most: number): string =>
    `${least * DAY} + ${randomSql('d', 'drafted', `least(${most * DAY}, extract(epoch from ${at} - bound_at)::bigint - ${DAY}) - ${least * DAY}`)}`;
  const drafted = choose(
    [
      [
        `status in ('SELLER_REVIEW', 'MANUAL_REVIEW')`,
        `3600 + ${randomSql('d', 'drafted', (REVIEW_HOURS - 2) * 3_600)}`,
      ],
      [`status in ('SCHEDULED', 'DRAFT')`, ago(2, 10)],
      [`status = 'EFFECTIVE'`, ago(4, 204)],
    ],
    ago(13, 700),
  );
  const from = choose(
    [
      [`status in ${STARTED}`, dayStart(`created_at + ${days(3)}`)],
      [`status = 'SCHEDULED'`, dayStart(`${at} + ${days(`1 + ${randomSql('d', 'start', 30)}`)}`)],
    ],
    dayStart(`created_at + ${days(`12 + ${randomSql('d', 'start', 40)}`)}`),
  );
  const until = choose(
    [
      [
        `status = 'EXPIRED'`,
        `valid_from + ${days(`1 + ${randomSql('d', 'end', `least(${maxDays.default}, floor(extract(epoch from ${at} - valid_from) / ${DAY})::bigint - 1)`)}`)}`,
      ],
      // The policy limits the length of a period.
      [
        `status in ${STARTED}`,
        `least(${dayStart(`${at} + ${days(`2 + ${randomSql('d', 'end', 330)}`)}`)}, valid_from + ${days(String(maxDays.default))})`,
      ],
    ],
    `valid_from + ${days(`60 + ${randomSql('d', 'end', 300)}`)}`,
  );
  const dealt = `select d, g.b, g.c, g.p, g.bound_at, r.r, 1 + ${randomSql('d', 'lines', 3)} as lines, ${wanted} as status
    from (select count(*) as held from s_bound) n, generate_series(0, ${sizes.discounts - 1}) d
      join s_bound g on true join s_product r on true
    where g.b = d % n.held and r.r = ${assorted(facts, 'g.p', `${placeOf('g.c')} + d / n.held`)}`;
  return `select *, ${until} as valid_until, row_number() over (order by created_at, d) as serial, ${uuidAt('created_at', 'discount', 'd')} as id
    from (select *, ${from} as valid_from from (select *, ${at} - ${seconds(drafted)} as created_at from (${dealt}) w) x) y`;
}

/** Pay rates between the floor and 97 %, and rates below the floor for MANUAL_REVIEW. */
const prices = `
  select d, k, s.id as specification_id, s.code, s.name, s.price, rate, greatest(1, ${money.sql.applyRate('s.price', 'rate')}) as net
  from (select d.d, d.r, d.lines, k, case when d.status = 'MANUAL_REVIEW' then r.floor - 0.03 - ${randomSql('d.d * 3 + k', 'rate', 7)} * 0.01
      else r.floor + ${randomSql('d.d * 3 + k', 'rate', '(98 - r.floor * 100)::bigint')} * 0.01 end as rate
    from s_discount d join s_product r using (r), generate_series(0, 2) k where k < d.lines) x
    join s_specification s using (r, k)`;

function insertDiscounts({ now }: ScaleFacts): string {
  const decided = (value: string): string =>
    `case when d.status = 'REJECTED' or (r.sale_model = 'COMMON' and (d.status in ${STARTED} or d.status = 'SCHEDULED')) then ${value} end`;
  const stamped = (value: string): string => `case when d.status <> 'DRAFT' then ${value} end`;
  const submitted = `d.created_at + ${seconds(1_800)}`;
  const number = `'EXD-' || ${dayDigits('d.created_at')} || '-' || ${padded('d.serial', 4)}`;
  return insertSql(
    'exclusive_discount',
    {
      id: 'd.id',
      created_at: 'd.created_at',
      partner_id: 's.id',
      seller_id: 'r.seller_id',
      customer_id: 'g.customer_id',
      product_id: 'r.id',
      number,
      name: `g.name || ' ' || r.name`,
      customer_name: 'g.name',
      product_name: 'r.name',
      search_key: `concat_ws(' ', lower(${number}), g.name, lower(r.name), g.full_pinyin, r.full_pinyin, g.initials, r.initials)`,
      status: 'd.status',
      origin: `'PARTNER'`,
      valid_from: 'd.valid_from',
      valid_until: 'd.valid_until',
      justification: `case when d.status = 'MANUAL_REVIEW' then '三年框架采购，申请特殊商务支持。' end`,
      list_total_minor: 't.list',
      net_total_minor: 't.net',
      submitted_at: `case when d.status <> 'DRAFT' then ${submitted} end`,
      review_due_at: `case when ${REVIEWS} then ${reviewDue(now, submitted)} end`,
      decided_at: decided(`${submitted} + ${days(1)}`),
      decided_by_name: decided('r.reviewer_name'),
      decision_reason: `case when d.status = 'REJECTED' then '报价低于同类客户，请补充依据。' end`,
      activated_at: `case when d.status in ${STARTED} then d.valid_from end`,
      unusable_reason: `case when d.status = 'UNUSABLE' then 'PRODUCT_DELISTED' end`,
      revoke_reason: `case when d.status = 'REVOKED' then '客户已改用新的商务方案。' end`,
      created_by_id: 's.owner_id',
      csp_authorization_id: stamped(`case when a.kind = 'CSP' then a.id end`),
      joint_sales_authorization_id: stamped(`case when a.kind = 'JOINT' then a.id end`),
      terms_version: stamped('case when a.id is not null then 1 end'),
      share_ratio: stamped(
        `case when r.sale_model = 'HUAWEI' then ${marginShare.default} else r.share end`,
      ),
      version: `case when d.status = 'DRAFT' then 1 when ${REVIEWS} then 3 when d.status in ${STARTED} then 5 else 4 end`,
    },
    `from s_discount d join s_bound g using (b) join s_partner s on s.p = d.p join s_product r on r.r = d.r
      left join s_authorization a on a.p = d.p and a.r = d.r and a.c is null
      join (select d, sum(price)::bigint as list, sum(net)::bigint as net from s_price group by d) t on t.d = d.d order by d.serial`,
  );
}

/** Due time of a recent review, by the working days that follow its start. */
function reviewDue(now: Date, submitted: string): string {
  const starts = Array.from(
    { length: REVIEW_HOURS / 24 + 2 },
    (_, back) => new Date(now.getTime() - back * 24 * HOUR),
  );
  return choose(
    starts.map((start) => [
      `${dayStart(submitted)} = ${dayStart(instantSql(start))}`,
      `${submitted} + (${instantSql(calendar.addWorkingDays(start, reviewDays.default))} - ${instantSql(start)})`,
    ]),
    'null',
  );
}

const insertLines = insertSql(
  'exclusive_discount_line',
  {
    id: uuidAt('d.created_at', 'discount-line', 'd.d * 3 + x.k'),
    created_at: 'd.created_at',
    discount_id: 'd.id',
    partner_id: 's.id',
    seller_id: 'r.seller_id',
    customer_id: 'g.customer_id',
    specification_id: 'x.specification_id',
    specification_code: 'x.code',
    specification_name: 'x.name',
    position: 'x.k',
    priced_by: `'RATE'`,
    pay_rate: 'x.rate',
    list_price_minor: 'x.price',
    net_price_minor: 'x.net',
    floor_pay_rate: 'r.floor',
    state: 'd.status',
    valid_from: 'd.valid_from',
    valid_until: 'd.valid_until',
  },
  `from s_price x join s_discount d using (d) join s_bound g using (b) join s_partner s on s.p = d.p join s_product r using (r)
    order by d.serial, x.k`,
);
