import { beforeAll, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { GraphqlContext } from '../../server/platform/api/context.ts';
import { type Stage, setStage, submitted } from '../api/discounts/stage.ts';
import { testWorld } from '../kit/test-world.ts';

const world = testWorld('cut_answer');
let stage: Stage;
beforeAll(async () => {
  stage = await setStage(world);
  await submitted(stage);
});

// The first field fails at once and ends the answer, while the second one still has to read its orders.
const CUT = `{ customers(first: 1, after: "no cursor") { nodes { id } }
  exclusiveDiscounts(first: 1) { nodes { orders(first: 1) { nodes { lines { id } } } } } }`;

/** More than the pool has connections. */
const TIMES = 20;

it('an answer that ends before all its parts releases its connection, and the late parts take no other', async () => {
  const { deps } = world;
  for (let i = 0; i < TIMES; i++) {
    const contextValue = new GraphqlContext(deps, stage.manager.viewer, 'cut');
    const { data } = await graphql({ schema: deps.domain.schema, source: CUT, contextValue });
    expect(data).toBeNull();
    await contextValue.endReads();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { exclusiveDiscounts } = await stage.manager.ask(
    '{ exclusiveDiscounts(first: 1) { nodes { status } } }',
  );
  expect(exclusiveDiscounts.nodes).toEqual([{ status: 'SELLER_REVIEW' }]);
});
