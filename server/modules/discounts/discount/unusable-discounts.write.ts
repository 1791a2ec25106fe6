import type { Tx } from '../../../platform/command/types.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import type { UnusableReason } from './discount.entity.ts';
import { discountLife } from './discount.life.ts';
import { OPEN_STATES } from './discount.machine.ts';

/**
 * Discounts to end: those of a product, of a specification, of a customer at a partner or its distributor, or of other
 * distributors than the present one for the customers of a sub-distributor.
 */
export type Affected =
  | { readonly productId: string }
  | { readonly specificationId: string }
  | { readonly partnerId: string; readonly customerId: string }
  | { readonly subDistributorId: string; readonly distributorId: string | null };

function conditions(affected: Affected): Sql[] {
  if ('productId' in affected) return [sql`d.product_id = ${affected.productId}`];
  if ('specificationId' in affected) {
    return [
      sql`exists (select 1 from exclusive_discount_line l where l.discount_id = d.id and l.specification_id = ${affected.specificationId} and l.state <> 'UNUSABLE')`,
    ];
  }
  if ('subDistributorId' in affected) {
    const { subDistributorId, distributorId } = affected;
    return [
      sql`d.partner_id <> ${subDistributorId}`,
      sql`d.partner_id is distinct from ${distributorId}::uuid`,
      sql`d.customer_id in (select b.customer_id from ${sql.table(PartnerBindingEntity)} b
        where b.partner_id = ${subDistributorId} and b.status in (${sql.words(BOUND_STATES)}))`,
    ];
  }
  const { partnerId, customerId } = affected;
  return [
    sql`(d.partner_id = ${partnerId} or d.partner_id = (select p.parent_id from ${sql.table(PartnerEntity)} p where p.id = ${partnerId}))`,
    sql`d.customer_id = ${customerId}`,
  ];
}

/**
 * Ends the discounts, or their lines on one specification, that can no longer be used. Locks all open ones
 * before it reads their state, so that one being submitted or approved is judged in its new state. Then it looks again:
 * an extension that held one of these locks has written a successor.
 */
export async function makeUnusable(
  tx: Tx,
  affected: Affected,
  event: 'delist' | 'unbind',
  reason: UnusableReason,
): Promise<void> {
  await tx.asSystem('exclusive discounts', async (system) => {
    const open = sql`d.status in (${sql.words(OPEN_STATES)})`;
    const ended: string[] = [];
    for (;;) {
      const found = await system.rows<{ id: string }>(
        sql`select d.id from exclusive_discount d where ${sql.and([open, ...conditions(affected)])}
          and d.id <> all(${ended}::uuid[]) order by d.id`,
      );
      if (found.length === 0) return;
      const ids = found.map(({ id }) => id);
      ended.push(...ids);
      await system.fireWhereOpen(discountLife, ids, event, { reason, ...affected });
    }
  });
}
