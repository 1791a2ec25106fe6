import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { type Stage, seen, setStage, submitted } from '../api/discounts/stage.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
let stage: Stage;
beforeAll(async () => {
  world = await openWorld();
  stage = await setStage(world);
});
afterAll(() => world.close());

/** Leaving ends the discounts that it sees; one that was submitted at that moment stayed in review. */
it('a discount is not approved for a customer who left while it was in review', async () => {
  const id = await submitted(stage);
  await world.system((tx) =>
    tx.rows(
      sql`update partner_binding set status = 'UNBOUND', unbound_at = now() where id::text = ${stage.bindingId.slice(4)}`,
    ),
  );
  expect(await stage.sellerManager.refused('exclusiveDiscountApprove', { id })).toEqual([
    'CUSTOMER_NOT_BOUND',
  ]);
  expect((await seen(stage.manager, id)).status).toBe('SELLER_REVIEW');
});
