import { calendarSql } from '../../platform/db/calendar-sql.ts';
import { NOW } from '../../platform/db/tenancy.ts';
import { actions } from '../../platform/read/actions.ts';
import type { SqlOf } from '../../platform/read/declare.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import { CustomerEntity, contactOnFile, type UpstreamFlag } from '../customers/index.ts';
import { mailFacts } from '../identity/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import { bindingMachine, PENDING_STATES } from './binding.machine.ts';
import { newAccountDays, openLimit, requestMonths } from './binding.policies.ts';
import { consentCounts } from './consent-code.read.ts';

const now = sql.raw(NOW);

const flagged =
  (flag: UpstreamFlag, further: Sql = sql.raw('true')): SqlOf<'customerId'> =>
  (d) =>
    sql`exists (select 1 from ${sql.table(CustomerEntity)} c where c.id = ${d.customerId} and ${sql.literal(flag)} = any(c.upstream_flags) and ${further})`;

/** A flag's fact, and the facts of its age: the time of its confirmation as text, and whether it is old. */
const flagFacts = <K extends string>(
  name: K,
  flag: UpstreamFlag,
  when: SqlOf<'customerId' | 'type'> = flagged(flag),
): Readonly<Record<K | `${K}AsOf` | `${K}Stale`, SqlOf<'customerId' | 'type'>>> => {
  const age = (d: Columns<'customerId'>): Sql => sql`${d.customerId}, ${sql.literal(flag)}`;
  return {
    [name]: when,
    [`${name}AsOf`]: (d: Columns<'customerId'>) =>
      calendarSql.text(sql`flag_as_of(${age(d)})`, 'YYYY-MM-DD HH24:MI'),
    [`${name}Stale`]: (d: Columns<'customerId'>) =>
      sql`case when flag_is_stale(${age(d)}, ${now}) then 'yes' else 'no' end`,
  } as Readonly<Record<K | `${K}AsOf` | `${K}Stale`, SqlOf<'customerId' | 'type'>>>;
};

/** An account without a known registration date counts as old. */
const oldAccount = sql`coalesce(c.registered_at, '-infinity') < ${now} - make_interval(days => ${newAccountDays.sql}::int)`;

const party = (role: Role): Sql =>
  sql.literal(Role.sideOf(role) === 'customer' ? 'CUSTOMER' : 'PARTNER');

const mayRequestFrom = (
  d: Columns<'customerRequestedAt' | 'partnerRequestedAt'>,
  role: Role,
): Sql => {
  const last = Role.sideOf(role) === 'customer' ? d.customerRequestedAt : d.partnerRequestedAt;
  const { zoned } = calendarSql;
  return zoned(sql`(${zoned(last)} + make_interval(months => ${requestMonths.sql}::int))`);
};

/** The machine with the facts of its guards (domain §4.1), as SQL over one binding. */
export const bindingActions = actions(bindingMachine, PartnerBindingEntity, {
  ...mailFacts,
  overPendingLimit: (
    d,
  ) => sql`(select count(*) from partner_binding x where x.partner_id = ${d.partnerId}
    and x.status in (${sql.words(PENDING_STATES)})) > ${openLimit.sql}`,
  pendingLimit: () => sql`trim_scale(${openLimit.sql})::text`,
  linkedElsewhere: (d) => sql`guard_linked_elsewhere(${d.customerId}, ${d.partnerId})`,
  preRegisteredElsewhere: (d) =>
    sql`guard_pre_registered_elsewhere(${d.customerId}, ${d.partnerId})`,
  ...flagFacts(
    'directSales',
    'DIRECT_SALES_FOLLOW_UP',
    flagged('DIRECT_SALES_FOLLOW_UP', oldAccount),
  ),
  ...flagFacts('barredContract', 'BARRED_CONTRACT'),
  ...flagFacts('outstandingBill', 'OUTSTANDING_BILL'),
  ...flagFacts('custodySubAccount', 'CUSTODY_SUB_ACCOUNT'),
  mustPreRegisterFirst: (
    d,
  ) => sql`${d.preRegisteredAt} is null and exists (select 1 from ${sql.table(CustomerEntity)} c
    where c.id = ${d.customerId} and (c.first_cash_at is not null or (c.registered_at is not null and ${oldAccount})))`,
  invitationExpired: (d) => sql`${d.dueAt} <= ${now}`,
  // An operator confirms with a reason instead of the proof.
  noContactOnFile: (d, _v, role) =>
    Role.sideOf(role) === 'customer' ? sql`${contactOnFile(d.customerId)} is null` : sql`false`,
  codeLocked: (d) => sql`${consentCounts(d).triesLeft} = 0`,
  codeTooSoon: (d) =>
    sql`${consentCounts(d).triesLeft} > 0 and ${consentCounts(d).nextAt} > ${now}`,
  nextCodeAt: (d) => consentCounts(d).nextText,
  requestTooSoon: (d, _v, role) => sql`${mayRequestFrom(d, role)} > ${now}`,
  mayRequestFrom: (d, _v, role) => calendarSql.text(mayRequestFrom(d, role), 'YYYY-MM-DD'),
  ...flagFacts(
    'agencyArrears',
    'ARREARS',
    (d, v, role) => sql`${d.type} = 'AGENCY' and ${flagged('ARREARS')(d, v, role)}`,
  ),
  ...flagFacts('reservedInstance', 'RESERVED_INSTANCE'),
  ...flagFacts('supportPlan', 'SUPPORT_PLAN'),
  ...flagFacts('specialContract', 'SPECIAL_CONTRACT'),
  ...flagFacts('frozen', 'FROZEN'),
  ...flagFacts('independentMembers', 'INDEPENDENT_MEMBERS'),
  ...flagFacts('unpaidPartnerPays', 'UNPAID_PARTNER_PAYS'),
  ownRequest: (d, _v, role) => sql`${d.requestedBy} = ${party(role)}`,
  othersRequest: (d, _v, role) => sql`${d.requestedBy} <> ${party(role)}`,
});
