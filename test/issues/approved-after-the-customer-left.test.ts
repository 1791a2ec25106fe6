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

/** An unbinding ends the discounts that exist; one submitted at the same moment stayed in review. */
it('a discount in review is not approved after its customer left', async () => {
  const id = await submitted(stage);
  await world.system((tx) =>
    tx.rows(
      sql`update partner_binding set status = 'UNBOUND', unbound_at = now() where id::text = ${stage.bindingId.slice(4)}`,
    ),
  );
  await stage.sellerManager.cannot('exclusiveDiscountApprove', { id }, 'CUSTOMER_NOT_BOUND');
  expect((await seen(stage.manager, id)).status).toBe('SELLER_REVIEW');
});
