import { requestDays } from '../../modules/authorizations/authorization.policies.ts';
import { GRANTED_STATES } from '../../modules/authorizations/joint-sales/joint-sales-authorization.machine.ts';
import { assorted } from './products.ts';
import {
  choose,
  dayStart,
  days,
  insertSql,
  instantSql,
  randomSql,
  seconds,
  uuidAt,
} from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';

const GRANTED = GRANTED_STATES.map((state) => `'${state}'`).join(', ');
const LATELY = 20 * 86_400;

/**
 * A customer's discounts use this many positions of the assortment, starting at its first one; its own
 * authorizations use later positions.
 */
const DISCOUNTED = 4;

/** SQL text: position in the partner's assortment at which a customer's deals begin. */
export const placeOf = (customer: string): string => randomSql(customer, 'goods', 1_000);

/**
 * Authorizations for each partner's assortment, authorizations of common products for all partners, and
 * authorizations for single customers. The latter cover every state and fill up to the wanted number.
 */
export function authorizations(facts: ScaleFacts): Step[] {
  const { sizes } = facts;
  return [
    step('authorizations', sizes.authorizations, staging('s_wide', wide(facts))),
    step(
      'authorizations',
      2 * sizes.authorizations,
      staging(
        's_authorization',
        `select *, ${uuidAt('created_at', 'authorization', `concat_ws('-', p, r, c)`)} as id from (${timed(facts)} union all ${narrow(facts)}) a`,
      ),
    ),
    step('authorizations', sizes.authorizations, insertCsp),
    step('authorizations', sizes.authorizations, insertJoint),
    step('authorizations', sizes.authorizations, insertTerms),
  ];
}

const modelOf = (r: string): string =>
  `case when ${r}.sale_model = 'COMMON' then 'CSP' else 'JOINT' end`;

/** Authorizations at product level and at partner level. */
const wide = (facts: ScaleFacts): string => `
  select null::int as p, r.r, 'CSP' as kind from s_product r where r.sale_model = 'COMMON'
  union all
  select s.p, r.r, ${modelOf('r')} from s_partner s, generate_series(0, ${facts.sizes.assortment - 1}) place
    join s_product r on true where r.r = ${assorted(facts, 's.p', 'place')} and r.sale_model <> 'HUAWEI'`;

const timed = ({ now }: ScaleFacts): string => `
  select p, r, kind, null::int as c, 'ACTIVE' as status, ${dayStart(`${instantSql(now)} - ${days(1_550)}`)} as created_at,
    ${dayStart(`${instantSql(now)} - ${days(1_550)}`)} as valid_from,
    ${dayStart(`${instantSql(now)} + ${days(`60 + ${randomSql('r * 1000 + coalesce(p, 0)', 'end', 700)}`)}`)} as valid_until
  from s_wide`;

function narrow(facts: ScaleFacts): string {
  const { sizes, now } = facts;
  const at = instantSql(now);
  const inDays = (purpose: string, least: number, range: number): string =>
    days(`${least} + ${randomSql('i', purpose, range)}`);
  const outcome = randomSql('i', 'granted', 100);
  const status = choose(
    [
      [`${outcome} < 8`, `'EXPIRED'`],
      [`${outcome} < 13`, `'REVOKED'`],
      [`${outcome} < 17`, `'SCHEDULED'`],
      [`${outcome} >= 92 or kind = 'CSP'`, `'ACTIVE'`],
      [`${outcome} < 20`, `'REQUESTED'`],
      [`${outcome} < 22`, `'REFUSED'`],
      [`${outcome} < 24`, `'WITHDRAWN'`],
      [`${outcome} < 25`, `'LAPSED'`],
    ],
    `'ACTIVE'`,
  );
  const rows = `
    select i, g.c, g.p, r.r, ${modelOf('r')} as kind
    from (select count(*) as held from s_bound) n,
      generate_series(0, greatest(0, ${sizes.authorizations} - (select count(*) from s_wide))::int * 5 / 4) i
      join s_bound g on true
      join s_product r on true
    where g.b = i % n.held and r.r = ${assorted(facts, 'g.p', `${placeOf('g.c')} + ${DISCOUNTED} + i / n.held`)} and r.sale_model <> 'HUAWEI'
    order by i limit greatest(0, ${sizes.authorizations} - (select count(*) from s_wide))`;
  const made = `
    select *, case when status in ('EXPIRED', 'LAPSED') then ${at} - ${seconds(LATELY)}
      when status = 'REQUESTED' then ${at} - ${seconds(randomSql('i', 'made', 4 * 86_400))}
      else ${at} - ${seconds(`86400 * 2 + ${randomSql('i', 'made', LATELY - 2 * 86_400)}`)} end as created_at
    from (select *, ${status} as status from (${rows}) x) y`;
  return `
    select p, r, kind, c, status, created_at,
      case status when 'SCHEDULED' then ${dayStart(`${at} + ${inDays('from', 1, 60)}`)} else created_at end as valid_from,
      case status when 'EXPIRED' then ${dayStart(`${at} - ${inDays('until', 1, 10)}`)} else ${dayStart(`${at} + ${inDays('until', 70, 400)}`)} end as valid_until
    from (${made}) z`;
}

/** Columns of both kinds. An authorization at a narrower level has a lower floor. */
const common = (kind: string, lowest: string): Readonly<Record<string, string>> => ({
  id: 'a.id',
  created_at: 'a.created_at',
  seller_id: 'r.seller_id',
  product_id: 'r.id',
  partner_id: 's.id',
  customer_id: 'c.id',
  product_name: 'r.name',
  partner_name: 's.name',
  customer_name: 'c.name',
  search_key: `concat_ws(' ', lower(r.name), r.full_pinyin, r.initials, lower(s.name), s.full_pinyin, s.initials, c.name, c.full_pinyin, c.initials)`,
  status: 'a.status',
  share_ratio: 'case when a.c is null then r.share else least(r.share + 0.05, r.max_share) end',
  max_share_ratio: 'r.max_share',
  [lowest]: 'r.floor + case when a.p is null then 0.05 when a.c is null then 0 else -0.05 end',
  valid_from: 'a.valid_from',
  valid_until: 'a.valid_until',
  terms_version: kind === 'CSP' ? '1' : `case when a.status in (${GRANTED}) then 1 else 0 end`,
  revoked_at: `case when a.status = 'REVOKED' then a.created_at + ${days(1)} end`,
  revoke_reason: `case when a.status = 'REVOKED' then '合作方式调整。' end`,
});

const from = (kind: string): string => `from s_authorization a join s_product r using (r)
  left join s_partner s using (p) left join s_customer c using (c) where a.kind = '${kind}' order by a.created_at`;

const insertCsp = insertSql('csp_authorization', common('CSP', 'floor_pay_rate'), from('CSP'));

const request = (value: string): string =>
  `case when a.status in ('REQUESTED', 'REFUSED', 'WITHDRAWN', 'LAPSED') then ${value} end`;
const decided = (value: string): string =>
  `case when a.status in (${GRANTED}, 'REFUSED') then ${value} end`;

const insertJoint = insertSql(
  'joint_sales_authorization',
  {
    ...common('JOINT', 'floor_pay_rate'),
    requested_share_ratio: request('least(r.share + 0.05, r.max_share)'),
    requested_floor_pay_rate: request('r.floor - 0.05'),
    requested_from: request('a.valid_from'),
    requested_until: request('a.valid_until'),
    requested_at: request('a.created_at'),
    requested_by_name: request('s.owner_name'),
    due_at: `case when a.status = 'REQUESTED' then a.created_at + ${days(requestDays.default)} end`,
    decided_at: decided('a.created_at'),
    decided_by_name: decided('r.manager_name'),
    decision_reason: `case when a.status = 'REFUSED' then '请先提交客户清单。' end`,
  },
  from('JOINT'),
);

const insertTerms = ['csp', 'joint_sales']
  .map((kind) =>
    insertSql(
      'authorization_version',
      {
        id: uuidAt('a.created_at', 'terms', 'a.id'),
        created_at: 'a.created_at',
        [`${kind}_authorization_id`]: 'a.id',
        partner_id: 'a.partner_id',
        seller_id: 'a.seller_id',
        customer_id: 'a.customer_id',
        terms_version: 'a.terms_version',
        floor_pay_rate: kind === 'csp' ? 'a.floor_pay_rate' : 'a.floor_pay_rate',
        share_ratio: 'a.share_ratio',
        valid_from: 'a.valid_from',
        valid_until: 'a.valid_until',
        set_by_name: 'r.manager_name',
      },
      `from ${kind}_authorization a join s_product r on r.id = a.product_id where a.terms_version > 0 order by a.created_at`,
    ),
  )
  .join('; ');
