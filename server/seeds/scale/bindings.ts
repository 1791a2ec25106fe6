import { REBIND_RULE_FROM } from '../../modules/bindings/binding.policies.ts';
import { BOUND } from './customers.ts';
import { dayStart, days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';
import { pick } from './words.ts';

const WAS_BOUND = `status in (${BOUND}, 'UNBOUND')`;
const PENDING = `status in ('CHANGE_PENDING', 'UNBIND_PENDING')`;

/**
 * One binding of every customer with its partner, an earlier binding of every fifth customer with another
 * partner (1.2 per customer), and the customer access of each party.
 */
export function bindings(facts: ScaleFacts): Step[] {
  const { customers } = facts.sizes;
  return [
    step('bindings', 2 * customers, staging('s_binding', timeline(facts))),
    step('bindings', 2 * customers, insertBindings()),
    step(
      'access',
      customers,
      insertSql(
        'customer_access',
        {
          customer_id: 'b.customer_id',
          org_id: 'b.partner_id',
          level: `case when b.status in (${BOUND}) then 'FULL' else 'NAME' end`,
          since: 'coalesce(b.unbound_at, b.bound_at, b.pre_registered_at)',
          account_manager_id: `case when ${randomSql('b.c', 'manager', 10)} < 7 then p.rep_id end`,
          tags: `case when ${randomSql('b.c', 'tag', 4)} = 0 then array[${pick(['重点客户', '华南', '制造业', '续约在即', 'VIP'], 'b.c')}] else '{}' end`,
        },
        'from s_binding b join s_partner p using (p) order by b.c, b.p',
      ),
    ),
    step(
      'bindings',
      customers,
      // Bound customers whose partner can grant discounts. The numbers spread the deals over them.
      staging(
        's_bound',
        `select row_number() over (order by b.c) - 1 as b, b.c, b.p, b.bound_at, b.customer_id, k.name, k.full_pinyin, k.initials
        from s_binding b join s_customer k using (c) join s_partner p on p.p = b.p and not p.is_sub
        where b.status in (${BOUND})`,
      ),
    ),
  ];
}

function timeline({ sizes, now }: ScaleFacts): string {
  const at = instantSql(now);
  const hours = (purpose: string, least: number, range: number): string =>
    seconds(`${3_600 * least} + ${randomSql('c', purpose, 3_600 * range)}`);
  const present = `select c, p, id as customer_id, account, status, former, false as is_former, case status
      when 'PRE_REGISTERED' then ${at} - ${hours('reported', 12, 13 * 24)}
      when 'INVITED' then ${at} - ${hours('reported', 30, 6 * 24 - 6)}
      else created_at + case when former is null then ${days(0)} when former = 'UNBOUND' then ${days(110)} else ${days(12)} end + ${days(1)} end as pre_registered_at
    from s_customer`;
  const earlier = `select c, case when c % 50 = 0 and p <> 1 then 1 else 1 + (p + ${randomSql('c', 'other', sizes.partners - 1)}) % ${sizes.partners} end as p,
      id as customer_id, account, former as status, null as former, true as is_former, created_at + ${days(1)} as pre_registered_at
    from s_customer where former is not null`;
  return `select x.*, ${uuidAt('pre_registered_at', 'binding', `c || is_former::text`)} as id, r.id as partner_id, r.owner_id,
      case when status <> 'PRE_REGISTERED' and not (status = 'EXPIRED' and c % 2 = 0) then pre_registered_at + ${hours('invited', 2, 20)} end as invited_at,
      case when ${WAS_BOUND} then pre_registered_at + ${hours('bound', 30, 96)} end as bound_at,
      case when status = 'UNBOUND' then pre_registered_at + ${days(is('is_former', '100', '20'))} end as unbound_at,
      case when ${PENDING} then ${at} - ${hours('requested', 2, 140)} end as requested_at,
      case when ${randomSql('c', 'party', 2)} = 0 then 'PARTNER' else 'CUSTOMER' end as party,
      case when ${randomSql('c', 'type', 3)} = 0 then 'AGENCY' else 'ADVISORY' end as type
    from (${present} union all ${earlier}) x join s_partner r using (p)`;
}

const is = (condition: string, yes: string, no: string): string =>
  `case when ${condition} then ${yes} else ${no} end`;

function insertBindings(): string {
  const asked = (party: string): string =>
    `case when ${PENDING} and party = '${party}' then requested_at end`;
  const performance = `case when not ${WAS_BOUND} then null
    when former = 'UNBOUND' and bound_at >= ${instantSql(REBIND_RULE_FROM)} then ${dayStart(`bound_at + interval '6 months'`)}
    else bound_at end`;
  return insertSql(
    'partner_binding',
    {
      id: 'id',
      created_at: 'pre_registered_at',
      partner_id: 'partner_id',
      customer_id: 'customer_id',
      status: 'status',
      type: `case when invited_at is not null then type end`,
      invite_mail: `case when invited_at is not null then 'it@' || replace(account, '_', '-') || '.example' end`,
      invited_by: 'case when invited_at is not null then owner_id end',
      pre_registered_at: 'pre_registered_at',
      invited_at: 'invited_at',
      due_at: `case status when 'PRE_REGISTERED' then pre_registered_at + ${days(15)} when 'INVITED' then invited_at + ${days(7)}
        when 'UNBIND_PENDING' then requested_at + ${days(7)} end`,
      bound_at: 'bound_at',
      unbound_at: 'unbound_at',
      decline_reason: `case when status = 'DECLINED' then '暂无采购计划。' end`,
      requested_by: `case when ${PENDING} then party end`,
      requested_type: `case when status = 'CHANGE_PENDING' then case type when 'AGENCY' then 'ADVISORY' else 'AGENCY' end end`,
      request_reason: `case when ${PENDING} then '业务调整。' end`,
      partner_requested_at: asked('PARTNER'),
      customer_requested_at: asked('CUSTOMER'),
      performance_from: performance,
      version: `case when ${PENDING} then 4 when ${WAS_BOUND} then 3 when invited_at is not null then 2 else 1 end`,
    },
    'from s_binding order by pre_registered_at, id',
  );
}
