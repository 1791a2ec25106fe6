import type { Tx } from '../../platform/command/types.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { productLife, specificationLife } from '../catalog/index.ts';
import { offerLife } from './offer/offer.life.ts';
import { GRANTED_STATES } from './offer/offer.machine.ts';

/** Ends the granted offers, or their lines on one specification, that can no longer be used. */
async function makeUnusable(tx: Tx, affected: Sql, specificationId?: string): Promise<void> {
  await tx.asSystem('private offers', async (system) => {
    const granted = sql.words(GRANTED_STATES);
    const found = await system.rows<{ id: string }>(
      sql`select o.id from private_offer o where o.status in (${granted}) and ${affected} order by o.id`,
    );
    const ids = found.map(({ id }) => id);
    await system.fireWhereOpen(offerLife, ids, 'delist', { specificationId });
  });
}

export const unusableOfferEdges = [
  productLife.on(['delist'], (tx, { id }) => makeUnusable(tx, sql`o.product_id = ${id}`)),
  specificationLife.on(['delist'], (tx, { id }) =>
    makeUnusable(
      tx,
      sql`exists (select 1 from private_offer_line l where l.offer_id = o.id and l.specification_id = ${id} and l.state <> 'UNUSABLE')`,
      id,
    ),
  ),
];
