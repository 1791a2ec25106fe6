import { answerDays, offerDays } from '../../modules/demands/demand/demand.policies.ts';
import { placeOf } from './authorizations.ts';
import { assorted } from './products.ts';
import { choose, days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, step } from './step.ts';

const outcome = randomSql('b', 'demand', 100);
const STATUS = choose(
  [
    [`${outcome} < 4`, `'DRAFT'`],
    [`${outcome} < 12`, `'SUBMITTED'`],
    [`${outcome} < 20`, `'ACCEPTED'`],
    [`${outcome} < 40`, `'REJECTED'`],
    [`${outcome} < 60`, `'AUTO_REJECTED'`],
    [`${outcome} < 70`, `'WITHDRAWN'`],
  ],
  `'CLOSED'`,
);
const RUNNING = `status in ('DRAFT', 'SUBMITTED', 'ACCEPTED')`;
const submitted = (value: string): string => `case when d.status <> 'DRAFT' then ${value} end`;
const answered = (value: string): string =>
  `case when d.status in ('ACCEPTED', 'REJECTED', 'CLOSED') then ${value} end`;

/** A demand of each second bound customer on a joint-operation product, in every state but CONVERTED. */
export function demands({ sizes, ...facts }: ScaleFacts): Step[] {
  const at = instantSql(facts.now);
  const rows = `
    select *, case when ${RUNNING} then ${at} - ${seconds(`3600 + ${randomSql('b', 'asked', 4 * 86_400)}`)}
      else ${at} - ${days(`10 + ${randomSql('b', 'asked', 400)}`)} end as created_at
    from (select g.b, g.c, g.p, min(r.r) as r, ${STATUS} as status from s_bound g
      cross join generate_series(0, ${sizes.assortment - 1}) i
      join s_product r on r.r = ${assorted({ sizes, ...facts }, 'g.p', `${placeOf('g.c')} + i`)}
      where g.b % 2 = 0 and r.sale_model = 'JOINT_OPERATION' group by g.b, g.c, g.p) x`;
  return [
    step(
      'demands',
      sizes.authorizations,
      insertSql(
        'customer_demand',
        {
          id: uuidAt('d.created_at', 'demand', 'd.b'),
          created_at: 'd.created_at',
          partner_id: 's.id',
          seller_id: 'r.seller_id',
          customer_id: 'c.id',
          product_id: 'r.id',
          number: `'DM-S-' || lpad(d.b::text, 7, '0')`,
          customer_name: 'c.name',
          cloud_account: 'c.account',
          product_name: 'r.name',
          search_key: `concat_ws(' ', lower(r.name), r.full_pinyin, r.initials, c.name, c.full_pinyin, c.initials)`,
          status: 'd.status',
          requirement: `'客户已立项，年内采购。'`,
          expected_share_ratio: 'r.share',
          max_share_ratio: 'r.max_share',
          expected_amount_minor: `100000 * (1 + ${randomSql('d.b', 'amount', 500)})`,
          submitted_at: submitted('d.created_at'),
          submitted_by_name: submitted('s.owner_name'),
          answer_due_at: submitted(`d.created_at + ${days(answerDays.default)}`),
          due_at: choose(
            [
              [`d.status = 'SUBMITTED'`, `d.created_at + ${days(answerDays.default)}`],
              [`d.status = 'ACCEPTED'`, `d.created_at + ${days(offerDays.default)}`],
            ],
            'null',
          ),
          answered_at: answered('d.created_at'),
          answered_by_name: answered('r.manager_name'),
          answer_reason: `case when d.status = 'REJECTED' then '请按常用比例重新提交。' end`,
          closed_at: `case when d.status = 'CLOSED' then d.created_at + ${days(3)} end`,
          close_reason: `case when d.status = 'CLOSED' then '客户暂停采购。' end`,
        },
        `from (${rows}) d join s_product r using (r) join s_partner s using (p) join s_customer c using (c) order by d.created_at`,
      ),
    ),
  ];
}
