import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { ReportedCredit } from '../../orders/index.ts';
import type { FeedAccount } from '../feed/feed.ts';
import { UpstreamChargeEntity } from './upstream-charge.entity.ts';

/**
 * Returns the credit of orders by their upstream ids, as their charges tell: what was paid on credit or is owed, until
 * write-offs cover it. Orders without credit are absent.
 */
export async function creditsOf(
  tx: Tx,
  { id: accountId }: FeedAccount,
  upstreamOrderIds: readonly string[],
): Promise<ReadonlyMap<string, ReportedCredit>> {
  if (upstreamOrderIds.length === 0) return new Map();
  const found = await tx.rows<{ id: string; isOwed: boolean; writtenOff: Date | null }>(sql`
    select c.trade_id as id, sum(c.credit_minor + c.debt_minor) > sum(abs(c.write_off_minor)) as "isOwed",
      max(coalesce(c.traded_at, ${tx.now}::timestamptz)) filter (where c.write_off_minor <> 0) as "writtenOff"
    from ${sql.table(UpstreamChargeEntity)} c
    where c.account_id = ${accountId}::uuid and c.trade_id = any(${upstreamOrderIds}::text[]) and c.is_marketplace
    group by c.trade_id having sum(c.credit_minor + c.debt_minor) > 0`);
  return new Map(
    found.map(({ id, isOwed, writtenOff }) => [id, { repaidAt: isOwed ? null : writtenOff! }]),
  );
}
