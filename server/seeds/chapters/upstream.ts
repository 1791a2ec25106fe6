import { UPSTREAM_FACTS } from '../../modules/customers/index.ts';
import { calendar } from '../../platform/calendar.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { seededRandom } from '../seeded-random.ts';
import { type DemoCustomer, loadIds } from './customers.ts';

const FLAGS = [
  'ARREARS',
  'RESERVED_INSTANCE',
  'SUPPORT_PLAN',
  'SPECIAL_CONTRACT',
  'FROZEN',
  'INDEPENDENT_MEMBERS',
  'UNPAID_PARTNER_PAYS',
] as const;
const PROSPECT_FLAGS = [
  'BARRED_CONTRACT',
  'OUTSTANDING_BILL',
  'CUSTODY_SUB_ACCOUNT',
  'DIRECT_SALES_FOLLOW_UP',
] as const;
/** Flags that no API tells. */
const OF_OPERATIONS = Object.entries(UPSTREAM_FACTS).flatMap(([flag, { api }]) =>
  api ? [] : [flag],
);
const OPEN = ['BOUND', 'TYPE_CHANGED', 'UNBIND_REJECTED', 'CHANGE_PENDING', 'UNBIND_PENDING'];

/**
 * Sets the facts that upstream would deliver about the accounts: ids, levels, first consumption and flags
 * that block some steps. Runs last, so that the flags do not block any step of the history.
 */
export async function setUpstreamFacts(
  history: DemoHistory,
  customers: readonly DemoCustomer[],
): Promise<void> {
  await loadIds(history, customers);
  const facts = customers
    .filter(({ id }) => id !== undefined)
    .map((customer) => factsOf(history, customer));
  await history.system(history.now, async (tx) => {
    await tx.rows(sql`
      update customer c set upstream_id = f."upstreamId", verified_status = f.verified, level = f.level, country = f.country,
        contact_name = f."contactName", contact_phone = f."contactPhone", contact_mail = f."contactMail",
        registered_at = coalesce(c.registered_at, (f.registered || ' 09:00')::timestamp at time zone 'Asia/Shanghai'),
        first_cash_at = (f.cash || ' 10:00')::timestamp at time zone 'Asia/Shanghai', upstream_flags = f.flags,
        contact_on_file = f.registered_contact,
        source = case when f."upstreamId" is null then c.source else 'UPSTREAM' end
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) f(
        id uuid, "upstreamId" text, verified text, level text, country text, "contactName" text, "contactPhone" text, "contactMail" text,
        registered text, cash text, flags text[], registered_contact boolean)
      where c.id = f.id`);
    await tx.rows(sql`
      insert into customer_flag (id, created_at, customer_id, flag, since, checked_at, source)
      select gen_random_uuid(), ${tx.now}, c.id, f.flag, ${tx.now}, ${tx.now},
        case when f.flag = any(${OF_OPERATIONS}::text[]) then 'OPERATOR' else 'UPSTREAM' end
      from customer c cross join unnest(c.upstream_flags) f(flag)`);
  });
}

function factsOf(history: DemoHistory, customer: DemoCustomer): Record<string, unknown> {
  const { id, index, outcome, since, country, contactName, contactPhone, contactMail } = customer;
  const random = seededRandom(`upstream-${index}`);
  const open = OPEN.includes(outcome);
  const known = open || outcome === 'UNBOUND' || outcome === 'MOVED_ON' || random.chance(0.4);
  const day = (days: number): string => calendar.localDate(history.at(days, '00:00:00'));
  const flags = open
    ? random.chance(0.12) && random.pick(FLAGS)
    : outcome === 'PROSPECT' && random.chance(0.3) && random.pick(PROSPECT_FLAGS);
  return {
    id,
    country,
    contactName,
    contactPhone,
    contactMail,
    upstreamId: known
      ? `0d1${String(index).padStart(5, '0')}${random.between(100_000_000, 999_999_999)}`
      : null,
    verified: known ? (random.chance(0.9) ? 'VERIFIED' : 'IN_REVIEW') : 'NONE',
    level: known ? `V${random.between(0, 5)}` : null,
    registered: day(since + random.between(20, 700)),
    cash: open && random.chance(0.7) ? day(random.between(1, Math.max(1, since - 8))) : null,
    flags: flags ? [flags] : [],
    // Half of the provisional customers can be confirmed by code, since their contact is on file by now.
    registered_contact: outcome !== 'PROVISIONAL' || index % 2 === 0,
  };
}
