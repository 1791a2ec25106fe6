import { beforeAll, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { Connection } from 'pg';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import { testWorld } from '../../kit/test-world.ts';
import { draftOf, type Stage, setStage, submitted } from '../discounts/stage.ts';

const world = testWorld('command-cost');
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(world);
});

/** Statements and messages that the driver sends while something is done. */
async function sentBy(
  work: () => Promise<unknown>,
): Promise<{ statements: number; messages: number }> {
  const wire = Connection.prototype as unknown as Record<
    'bind' | 'sync',
    (...args: never[]) => void
  >;
  const { bind, sync } = wire;
  const sent = { statements: 0, messages: 0 };
  wire.bind = function (this: unknown, ...args) {
    sent.statements += 1;
    return bind.apply(this, args);
  };
  wire.sync = function (this: unknown, ...args) {
    sent.messages += 1;
    return sync.apply(this, args);
  };
  try {
    await work();
    return sent;
  } finally {
    Object.assign(wire, { bind, sync });
  }
}

/** The least of some runs: plans are prepared, and no clock or job happens to run in between. */
async function costOf(work: (run: number) => Promise<unknown>) {
  const runs = [];
  for (let run = 0; run < 5; run++) runs.push(await sentBy(() => work(run)));
  return runs.reduce((least, sent) => (sent.statements < least.statements ? sent : least));
}

it('a command sends few statements in few messages', async () => {
  const { manager, customerId } = stage;
  const drafts: string[] = [];
  const create = await costOf(async (run) => {
    const { exclusiveDiscount } = await manager.mutate(
      'exclusiveDiscountCreate',
      draftOf(stage, { name: `Draft ${run}` }),
      'exclusiveDiscount { id }',
    );
    drafts.push((exclusiveDiscount as { id: string }).id);
  });
  const submit = await costOf((run) =>
    manager.mutate(
      'exclusiveDiscountSubmit',
      { id: drafts[run]! },
      'exclusiveDiscount { id status }',
    ),
  );
  const setTags = await costOf((run) =>
    manager.mutate('customerSetTags', { id: customerId, tags: [`tag ${run}`] }, 'customer { id }'),
  );
  // A statement more waits for nobody; a message more is a round trip of everybody who gives this command.
  expect(create.statements).toBeLessThanOrEqual(17);
  expect(create.messages).toBeLessThanOrEqual(3);
  expect(submit.statements).toBeLessThanOrEqual(41);
  expect(submit.messages).toBeLessThanOrEqual(23);
  expect(setTags.statements).toBeLessThanOrEqual(12);
  expect(setTags.messages).toBeLessThanOrEqual(4);
});

// The first field fails at once and ends the answer, while the second one still has to read its orders.
const CUT = `{ customers(first: 1, after: "no cursor") { nodes { id } }
  exclusiveDiscounts(first: 1) { nodes { orders(first: 1) { nodes { lines { id } } } } } }`;

/** More than the pool has connections. */
const TIMES = 20;

it('an answer that ends before all its parts releases its connection, and the late parts take no other', async () => {
  const { deps } = world;
  await submitted(stage);
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
