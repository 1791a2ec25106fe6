import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Caller, openWorld } from '../../kit/world.ts';
import { customerOf } from '../bindings/cast.ts';
import { authorized, type Stage, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from './deals.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage(await openWorld('authorization-sales'));
  const { sellerManager, goods, partner, world } = stage;
  const name = '南方零售';
  const customerId = await customerOf(world, name, [partner], { cloudAccount: 'nanfang' });
  await authorized(sellerManager, goods, {
    partnerId: `ptn_${partner.id}`,
    customer: { name, cloudAccount: 'nanfang' },
  });
  const sold = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, {}] });
  await refunded(stage, sold.lineIds[0]!, 200_000n, noon('03-01'));
  await ordered({ ...stage, customerId }, { placedAt: noon('02-11') });
  // None of these counts: too long ago, nobody's, not paid.
  await ordered(stage, { placedAt: new Date('2025-03-31T23:59:59.000+08:00') });
  await ordered(stage, { partnerId: null, placedAt: noon('02-12') });
  await ordered(
    { ...stage, customerId },
    {
      status: 'PENDING_PAYMENT',
      paidAt: null,
      completedAt: null,
      placedAt: noon('02-13'),
      lines: [{ status: 'PENDING_PAYMENT', effectiveAt: null }],
    },
  );
});
afterAll(() => stage?.world.close());

async function worth(viewer: Caller): Promise<object> {
  const { cspAuthorizations } = await viewer.ask(
    '{ cspAuthorizations(first: 5) { nodes { level soldLastYear { amount currency } } } }',
  );
  return Object.fromEntries(
    cspAuthorizations.nodes.map(({ level, soldLastYear }: any) => [
      level,
      soldLastYear?.amount ?? null,
    ]),
  );
}

it('says what was sold in twelve months to those whom it is for', async () => {
  expect(await worth(stage.manager)).toEqual({ PRODUCT: '35037.01', CUSTOMER: '12345.67' });
});

it('tells neither reps nor the other sides', async () => {
  const rep = await stage.world.member(stage.partner, 'csp.rep', '周航');
  expect(await worth(rep)).toEqual({ PRODUCT: null });
  expect(await worth(stage.sellerManager)).toEqual({ PRODUCT: null, CUSTOMER: null });
  expect(await worth(stage.operator)).toEqual({ PRODUCT: null, CUSTOMER: null });
});
