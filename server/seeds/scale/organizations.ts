import { days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';
import { partnerName, personName, pick, sellerName } from './words.ts';

const PARTNER_ROLES = [
  'csp.owner',
  'csp.manager',
  'csp.rep',
  'csp.finance',
  'csp.service',
  'csp.developer',
  'csp.auditor',
];
const SELLER_ROLES = ['seller.manager', 'seller.reviewer', 'seller.finance'];
/** Days before now on which the marketplace opened. */
const OPENED = 1_700;

/** The marketplace, the sellers and the partners, each with one member of every role. */
export function organizations({ sizes, now }: ScaleFacts, passwordHash: string): Step[] {
  const at = instantSql(now);
  const since = (order: string): string =>
    `${at} - ${days(OPENED)} + ${seconds(`60 * (${order})`)}`;
  const [partner, seller] = [partnerName('n'), sellerName('n')];
  const organization = (kind: string, code: string, name: string, order: string, from: string) =>
    `select ${uuidAt(since(order), 'org', `'${kind}' || n`)} as id, '${kind}' as kind, n, ${code} as code,
      ${name} as name, ${since(order)} as created_at from ${from}`;
  return [
    step(
      'organizations',
      1,
      staging(
        's_organization',
        [
          organization(
            'OPERATOR',
            `'MARKETPLACE'`,
            `'云商店运营中心'`,
            '0',
            'generate_series(1, 1) n',
          ),
          organization(
            'PARTNER',
            `'P' || lpad(n::text, 3, '0')`,
            partner.name,
            'n',
            `generate_series(1, ${sizes.partners}) n`,
          ),
          organization(
            'SELLER',
            `'S' || lpad(n::text, 3, '0')`,
            seller.name,
            `${sizes.partners} + n`,
            `generate_series(1, ${sizes.sellers}) n`,
          ),
        ].join(' union all '),
      ),
    ),
    step(
      'organizations',
      sizes.partners,
      insertSql(
        'organization',
        { id: 'id', created_at: 'created_at', kind: 'kind', name: 'name', code: 'code' },
        'from s_organization order by created_at',
      ),
    ),
    step(
      'members',
      1,
      staging(
        's_member',
        `select o.id as org_id, o.kind, o.n, role, ${personName(randomSql('1000 * o.n + place', 'person', 1_000))} as name,
          split_part(role, '.', -1) || '@' || lower(o.code) || '.example' as mail,
          o.created_at + ${seconds('10 * place')} as created_at,
          ${uuidAt(`o.created_at + ${seconds('10 * place')}`, 'user', 'o.id || role')} as user_id,
          ${uuidAt(`o.created_at + ${seconds('10 * place')}`, 'member', 'o.id || role')} as id
        from s_organization o, unnest(case o.kind when 'PARTNER' then array[${words(PARTNER_ROLES)}]
          when 'SELLER' then array[${words(SELLER_ROLES)}] else array['operator'] end) with ordinality r(role, place)`,
      ),
    ),
    step(
      'members',
      sizes.partners,
      `${insertSql(
        'app_user',
        {
          id: 'user_id',
          created_at: 'created_at',
          mail: 'mail',
          name: 'name',
          password_hash: `'${passwordHash}'`,
          recovery_code_hashes: `'{}'`,
        },
        'from s_member order by created_at, mail',
      )};
      ${insertSql(
        'membership',
        {
          id: 'id',
          created_at: 'created_at',
          user_id: 'user_id',
          org_id: 'org_id',
          role: 'role',
          name: 'name',
          mail: 'mail',
        },
        'from s_member order by created_at, mail',
      )}`,
    ),
    ...programme(sizes.partners),
  ];
}

/** Enrolls and certifies the partners; every twentieth is a sub-distributor of the partner before it. */
function programme(count: number): Step[] {
  const { full, initials } = partnerName('o.n');
  return [
    step(
      'partners',
      1,
      staging(
        's_partner',
        `select o.n as p, o.id, o.name, ${full} as full_pinyin, ${initials} as initials, o.code, o.created_at,
          o.n % 20 = 0 as is_sub, ${tier('o.n')} as tier,
          case when o.n % 7 = 0 then 'SMALL_SCALE' else 'GENERAL' end as taxpayer_type,
          (select m.id from s_member m where m.org_id = o.id and m.role = 'csp.owner') as owner_id,
          (select m.name from s_member m where m.org_id = o.id and m.role = 'csp.owner') as owner_name,
          (select m.id from s_member m where m.org_id = o.id and m.role = 'csp.rep') as rep_id
        from s_organization o where o.kind = 'PARTNER'`,
      ),
    ),
    step(
      'partners',
      count,
      `${insertSql(
        'partner',
        {
          id: 's.id',
          created_at: `s.created_at + ${days(1)}`,
          name: 's.name',
          search_key: `lower(s.name) || ' ' || s.full_pinyin || ' ' || s.initials || ' ' || lower(s.code)`,
          tier: 's.tier',
          parent_id: 'parent.id',
          parent_name: 'parent.name',
          status: `'CERTIFIED'`,
          joined_at: `s.created_at + ${days(1)}`,
          certified_at: `s.created_at + ${days(9)}`,
        },
        'from s_partner s left join s_partner parent on s.is_sub and parent.p = s.p - 1 order by s.p',
      )};
      ${insertSql(
        'taxpayer_profile',
        {
          id: 'id',
          created_at: `created_at + ${days(5)}`,
          updated_at: `created_at + ${days(5)}`,
          taxpayer_type: 'taxpayer_type',
          tax_number: `'91440300MA' || lpad(p::text, 8, '0')`,
          invoice_title: 'name',
          address: `'科技园南区 ' || p || ' 号'`,
          phone: `'0755-86' || lpad(p::text, 6, '0')`,
          bank_name: pick(['招商银行', '中国银行', '建设银行'], 'p'),
          bank_account: `'621483' || lpad(p::text, 10, '0')`,
        },
        'from s_partner order by p',
      )};
      ${insertSql(
        'partner_certification',
        {
          id: uuidAt(`s.created_at + ${days(9)}`, 'certification', 's.p'),
          created_at: `s.created_at + ${days(9)}`,
          partner_id: 's.id',
          taxpayer_type: 's.taxpayer_type',
          since: `s.created_at + ${days(9)}`,
        },
        'from s_partner s order by s.p',
      )}`,
    ),
  ];
}

const tier = (p: string): string =>
  `case when ${p} % 20 = 0 then 'SUB_DISTRIBUTOR' when ${p} % 4 = 3 then 'DISTRIBUTOR' else 'SOLUTION_PROVIDER' end`;
const words = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(', ');
