import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { adjust } from '../adjustment/adjustment.write.ts';
import { PaymentAuthorizationEntity } from './authorization.entity.ts';
import { paymentAuthorizationLife } from './authorization.life.ts';

/**
 * Releases the refused lines of a bill: it can be paid in full, and the next bill takes their amounts back by
 * adjustment lines (domain §4.8).
 */
export async function releaseRefused(tx: Tx, billId: string, reason: string): Promise<void> {
  const refused = await tx.find(
    PaymentAuthorizationEntity,
    (d) => sql`${d.billId} = ${billId} and ${d.status} = 'REFUSED' and ${d.releasedAt} is null`,
    (d) => sql`${d.linePosition}`,
  );
  await tx.asSystem('settlement', async (system) => {
    for (const { id } of refused) {
      const row = await system.get(paymentAuthorizationLife, id);
      await system.fire(paymentAuthorizationLife, row, 'release', { reason });
    }
  });
  for (const { id, billLineId, amountMinor } of refused)
    if (amountMinor !== 0n)
      await adjust(tx, billLineId, {
        amountMinor: -amountMinor,
        origin: 'REFUSED_AUTHORIZATION',
        reason,
        sourceId: id,
      });
}
