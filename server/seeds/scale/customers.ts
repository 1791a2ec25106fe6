import { BOUND_STATES } from '../../modules/bindings/index.ts';
import { days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';
import { customerBrand, customerName, personName, pick } from './words.ts';

/** Days before now on which the first and the last customer were created. */
const FIRST = 1_500;
const LAST = 40;

/** SQL list of the states in which a customer is bound. */
export const BOUND = BOUND_STATES.map((state) => `'${state}'`).join(', ');

/**
 * Customers with their present partner: every tenth belongs to the first partner, the others are spread.
 * Open pre-registrations and invitations stay below the limit of a hundred per partner.
 */
export function customers(facts: ScaleFacts): Step[] {
  const { sizes, now } = facts;
  const at = instantSql(now);
  const created = `${at} - ${days(LAST)} - ${seconds(`(${FIRST - LAST} * 86400.0 * (1 - c / ${sizes.customers}.0))::bigint`)}`;
  const { name, full, initials } = customerName('c');
  return [
    step(
      'customers',
      sizes.customers,
      staging(
        's_known',
        `select c, ${created} as created_at, case when c % 10 = 0 then 1 else 2 + ${randomSql('c', 'partner', sizes.partners - 1)} end as p,
          ${name} as name, ${full} as full_pinyin, ${initials} as initials, ${customerBrand('c')} || '_' || lpad(c::text, 7, '0') as account
        from generate_series(1, ${sizes.customers}) c`,
      ),
    ),
    step(
      'customers',
      sizes.customers,
      staging(
        's_customer',
        `select *, ${uuidAt('created_at', 'customer', 'c')} as id, ${status('nth')} as status,
          case when c % 5 <> 0 then null when ${randomSql('c', 'former', 10)} < 4 and created_at < ${at} - ${days(200)} then 'UNBOUND'
            when ${randomSql('c', 'former', 10)} < 7 then 'DECLINED' else 'EXPIRED' end as former
        from (select *, row_number() over (partition by p order by c) as nth from s_known) k`,
      ),
    ),
    step(
      'customers',
      2 * sizes.customers,
      insertSql(
        'customer',
        {
          id: 'id',
          created_at: 'created_at',
          upstream_id: `'0d' || lpad(c::text, 14, '0')`,
          name: 'name',
          name_key: `name || ' ' || full_pinyin || ' ' || initials`,
          cloud_account: 'account',
          customer_type: `'COMPANY'`,
          verified_status: `case when ${randomSql('c', 'verified', 10)} = 0 then 'IN_REVIEW' else 'VERIFIED' end`,
          level: `'V' || ${randomSql('c', 'level', 6)}`,
          registered_at: `created_at - ${days(randomSql('c', 'registered', 700))}`,
          first_cash_at: `case when status in (${BOUND}) then created_at + ${days(9)} end`,
          contact_name: personName(randomSql('c', 'contact', 1_000)),
          contact_phone: `'138' || lpad(${randomSql('c', 'phone', 100_000_000)}::text, 8, '0')`,
          contact_mail: `'it@' || replace(account, '_', '-') || '.example'`,
          country: `'CN'`,
          upstream_flags: `case when ${randomSql('c', 'flag', 40)} = 0 then array[${pick(['ARREARS', 'SUPPORT_PLAN', 'RESERVED_INSTANCE'], 'c')}] else '{}' end`,
          source: `'UPSTREAM'`,
        },
        'from s_customer order by c',
      ),
    ),
  ];
}

const status = (nth: string): string =>
  `case when ${nth} < 1000 and ${nth} % 25 = 3 then 'PRE_REGISTERED' when ${nth} < 1000 and ${nth} % 25 = 7 then 'INVITED'
    when ${randomSql('c', 'fate', 100)} < 2 then 'CHANGE_PENDING' when ${randomSql('c', 'fate', 100)} < 4 then 'UNBIND_PENDING'
    when ${randomSql('c', 'fate', 100)} < 5 then 'UNBOUND' when ${randomSql('c', 'fate', 100)} < 6 then 'DECLINED'
    when ${randomSql('c', 'fate', 100)} < 7 then 'EXPIRED' else 'BOUND' end`;
