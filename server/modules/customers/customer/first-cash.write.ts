import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerEntity } from './customer.entity.ts';

/** Notes when customers paid in cash, as the system: the earliest time counts. */
export async function noteFirstCash(
  tx: Tx,
  paid: readonly { readonly customerId: string; readonly at: Date }[],
): Promise<void> {
  if (paid.length === 0) return;
  await tx.rows(sql`
    update ${sql.table(CustomerEntity)} c set first_cash_at = x.at, version = c.version + 1
    from (select r."customerId", min(r.at) as at from jsonb_to_recordset(${JSON.stringify(paid)}::jsonb) r("customerId" uuid, at timestamptz)
      group by 1) x
    where c.id = x."customerId" and (c.first_cash_at is null or c.first_cash_at > x.at)`);
}
