import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { UpstreamFlag } from '../customer/customer.entity.ts';
import { CustomerFlagEntity } from './customer-flag.entity.ts';

/** Whether a flag holds for a customer, according to an upstream system. */
export interface FlagFact {
  readonly customerId: string;
  readonly flag: UpstreamFlag;
  readonly isSet: boolean;
  /** Time from which it holds; by default, the time at which it was first read. */
  readonly since?: Date | null;
}

/** When facts were read, and from when on they are old. */
export interface FlagReading {
  readonly checkedAt: Date;
  readonly staleAfter: Date;
}

/**
 * Sets and clears flags as an upstream system says, with one statement for each step. Returns the ids of the customers
 * whose flags changed. Runs as the system.
 */
export async function setFlags(
  tx: Tx,
  { checkedAt, staleAfter }: FlagReading,
  facts: readonly FlagFact[],
): Promise<ReadonlySet<string>> {
  if (facts.length === 0) return new Set();
  const table = sql.table(CustomerFlagEntity);
  const rows = JSON.stringify(facts.map((fact) => ({ ...fact, id: tx.newId() })));
  const source = sql`jsonb_to_recordset(${rows}::jsonb) r(id uuid, "customerId" uuid, flag text, "isSet" boolean, since timestamptz)`;
  const cleared = await tx.rows<{ customerId: string }>(sql`
    delete from ${table} f using ${source}
    where f.customer_id = r."customerId" and f.flag = r.flag and not r."isSet" returning f.customer_id as "customerId"`);
  const set = await tx.rows<{ customerId: string; isNew: boolean }>(sql`
    insert into ${table} as f (id, created_at, customer_id, flag, since, checked_at, stale_after, source)
    select r.id, ${tx.now}, r."customerId", r.flag, coalesce(r.since, ${checkedAt}), ${checkedAt}, ${staleAfter}, 'UPSTREAM'
    from ${source} where r."isSet"
    on conflict (customer_id, flag) do update set checked_at = excluded.checked_at, stale_after = excluded.stale_after,
      source = 'UPSTREAM', set_by = null, reason = null
    returning f.customer_id as "customerId", f.id = any(${sql`array(select r.id from ${source})`}) as "isNew"`);
  return new Set([
    ...cleared.map(({ customerId }) => customerId),
    ...set.flatMap(({ customerId, isNew }) => (isNew ? [customerId] : [])),
  ]);
}
