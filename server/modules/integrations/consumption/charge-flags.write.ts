import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { BillDetail } from '../../../sources/huawei-bss/index.ts';
import { type FlagFact, setFlags } from '../../customers/index.ts';
import { readingOf } from '../customer/flag-reading.ts';
import type { FeedAccount } from '../feed/feed.ts';
import { UpstreamChargeEntity } from './upstream-charge.entity.ts';

/**
 * Sets and clears the flags that follow from charges. Debt that was not settled later is ARREARS, of a month that is over
 * also OUTSTANDING_BILL. Charges of the current month show reserved instances and support plans.
 */
export async function flagCharges(
  tx: Tx,
  { id: accountId }: FeedAccount,
  read: readonly { readonly customerId: string; readonly charge: BillDetail }[],
): Promise<void> {
  const current = calendar.monthOf(tx.now);
  const byCustomer = Map.groupBy(read, ({ customerId }) => customerId);
  const debts = await tx.rows<{ customerId: string; arrears: boolean; outstanding: boolean }>(sql`
    select c.customer_id as "customerId", sum(c.debt_minor - abs(c.write_off_minor)) > 0 as arrears,
      coalesce(sum(c.debt_minor) filter (where c.month < ${current}), 0) > sum(abs(c.write_off_minor)) as outstanding
    from ${sql.table(UpstreamChargeEntity)} c
    where c.account_id = ${accountId}::uuid and c.customer_id = any(${[...byCustomer.keys()]}::uuid[])
    group by c.customer_id`);
  const facts = debts.flatMap(({ customerId, arrears, outstanding }): FlagFact[] => [
    { customerId, flag: 'ARREARS', isSet: arrears },
    { customerId, flag: 'OUTSTANDING_BILL', isSet: outstanding },
  ]);
  for (const [customerId, rows] of byCustomer) {
    const charges = rows.map(({ charge }) => charge).filter(({ cycle }) => cycle === current);
    if (charges.length === 0) continue;
    const has = (is: (charge: BillDetail) => boolean): boolean => charges.some(is);
    facts.push(
      {
        customerId,
        flag: 'RESERVED_INSTANCE',
        isSet: has(({ chargeMode }) => chargeMode === 'RESERVED_INSTANCE'),
      },
      { customerId, flag: 'SUPPORT_PLAN', isSet: has(({ type }) => type === 'SUPPORT_PLAN') },
    );
  }
  await setFlags(tx, await readingOf(tx, 'BILL_DETAILS'), facts);
}
