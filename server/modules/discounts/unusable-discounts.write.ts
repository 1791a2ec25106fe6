import type { Tx } from '../../platform/command/types.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { UnusableReason } from './discount.entity.ts';
import { discountLife } from './discount.life.ts';
import { discountMachine, OPEN_STATES } from './discount.machine.ts';

/** Discounts to end: those of a product, of a specification, or of a customer at a partner. */
export type Affected =
  | { readonly productId: string }
  | { readonly specificationId: string }
  | { readonly partnerId: string; readonly customerId: string };

function conditions(affected: Affected): Sql[] {
  if ('productId' in affected) return [sql`d.product_id = ${affected.productId}`];
  if ('specificationId' in affected) {
    return [
      sql`exists (select 1 from exclusive_discount_line l where l.discount_id = d.id and l.specification_id = ${affected.specificationId} and l.state <> 'UNUSABLE')`,
    ];
  }
  return [sql`d.partner_id = ${affected.partnerId}`, sql`d.customer_id = ${affected.customerId}`];
}

/**
 * Ends the discounts, or their lines on one specification, that can no longer be used. Locks all open ones
 * before it reads their state, so that one being submitted or approved is judged in its new state.
 */
export async function makeUnusable(
  tx: Tx,
  affected: Affected,
  event: 'delist' | 'unbind',
  reason: UnusableReason,
): Promise<void> {
  await tx.asSystem('exclusive discounts', async (system) => {
    const open = sql`d.status in (${sql.words(OPEN_STATES)})`;
    const found = await system.rows<{ id: string }>(
      sql`select d.id from exclusive_discount d where ${sql.and([open, ...conditions(affected)])} order by d.id`,
    );
    for (const { id } of found) {
      const row = await system.get(discountLife, id);
      if (discountMachine.transitionOf(event, row.status)) {
        await system.fire(discountLife, row, event, { reason, ...affected });
      }
    }
  });
}
