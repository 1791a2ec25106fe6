import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import {
  CustomerFlagEntity,
  type FlagFact,
  setFlags,
  type UpstreamFlag,
} from '../../customers/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { readingOf } from '../customer/flag-reading.ts';
import type { FeedAccount } from '../feed/feed.ts';
import { UpstreamChargeEntity } from './upstream-charge.entity.ts';

const FLAGS = [
  'ARREARS',
  'OUTSTANDING_BILL',
  'RESERVED_INSTANCE',
  'SUPPORT_PLAN',
] as const satisfies readonly UpstreamFlag[];

type Facts = { readonly customerId: string } & Readonly<Record<(typeof FLAGS)[number], boolean>>;

const bound = sql.words(BOUND_STATES);

/**
 * Sets and clears the flags that follow from the charges of customers, of whichever partner's account. Debt that was not
 * settled later is ARREARS towards the partner to which the customer is bound; of a month that is over, towards any
 * partner, OUTSTANDING_BILL. The latest charges, of this month or the one before it, show reserved instances and support
 * plans.
 */
export async function flagCharges(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const current = calendar.monthOf(tx.now);
  const recent = sql`c.month >= ${calendar.plusMonths(current, -1)}`;
  const inLatest = (column: Sql): Sql =>
    sql`coalesce(max(c.month) filter (where ${recent} and ${column}) = max(c.month) filter (where ${recent}), false)`;
  const facts = await tx.rows<Facts>(sql`
    select x.customer_id as "customerId", bool_or(x.outstanding) as "OUTSTANDING_BILL",
      bool_or(x.reserved) as "RESERVED_INSTANCE", bool_or(x.plan) as "SUPPORT_PLAN",
      bool_or(x.owes and exists (
        select 1 from ${sql.table(PartnerBindingEntity)} b join ${sql.table(PartnerEntity)} p on p.id = b.partner_id
        where b.customer_id = x.customer_id and b.status in (${bound}) and x.org_id in (p.id, p.parent_id))) as "ARREARS"
    from (
      select c.customer_id, c.org_id, sum(c.debt_minor - abs(c.write_off_minor)) > 0 as owes,
        coalesce(sum(c.debt_minor) filter (where c.month < ${current}), 0) > sum(abs(c.write_off_minor)) as outstanding,
        ${inLatest(sql`c.is_reserved_instance`)} as reserved, ${inLatest(sql`c.is_support_plan`)} as plan
      from ${sql.table(UpstreamChargeEntity)} c
        join ${sql.table(UpstreamAccountEntity)} a on a.id = c.account_id and a.status <> 'REMOVED'
      where c.customer_id = any(${customerIds}::uuid[]) group by c.customer_id, c.org_id) x
    group by x.customer_id`);
  await setFlags(
    tx,
    await readingOf(tx, 'BILL_DETAILS'),
    facts.flatMap(({ customerId, ...is }): FlagFact[] =>
      FLAGS.map((flag) => ({ customerId, flag, isSet: is[flag] })),
    ),
  );
}

/** Sets and clears the flags of the account's customers that have one: without recent charges, no page has them. */
export async function flagOthers(tx: Tx, { id: accountId }: FeedAccount): Promise<void> {
  const flagged = await tx.rows<{ id: string }>(sql`
    select distinct f.customer_id as id from ${sql.table(CustomerFlagEntity)} f
    where f.flag = any(${FLAGS}::text[]) and exists (select 1 from ${sql.table(UpstreamChargeEntity)} c
      where c.customer_id = f.customer_id and c.account_id = ${accountId}::uuid)`);
  await flagCharges(
    tx,
    flagged.map(({ id }) => id),
  );
}
