import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { authorized, authorizedJoint, listed, saved, seen, setStage } from '../discounts/stage.ts';
import { line, paid, placed } from './checkout.ts';
import { noon, ordered, refunded } from './deals.ts';

const stage = testStage('authorization-sales', setStage);
beforeAll(async () => {
  const { sellerManager, goods, partner, world } = stage;
  const name = '南方零售';
  const customerId = await customerOf(world, name, [partner], { cloudAccount: 'nanfang' });
  await authorized(sellerManager, goods, {
    partnerId: `ptn_${partner.id}`,
    customer: { name, cloudAccount: 'nanfang' },
  });
  const sold = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, {}] });
  await refunded(stage, sold.lineIds[0]!, 200_000n, noon('03-01'));
  // The part paid by vouchers counts as sold too.
  await ordered(
    { ...stage, customerId },
    { placedAt: noon('02-11'), lines: [{ voucherMinor: 100_000n }] },
  );
  // These do not count: too long ago, without a partner, not paid.
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

it('reports the sales of twelve months to the parties of the authorization', async () => {
  expect(await worth(stage.manager)).toEqual({ PRODUCT: '35037.01', CUSTOMER: '12345.67' });
});

it('is hidden from reps and from the other sides', async () => {
  const rep = await stage.world.member(stage.partner, 'csp.rep', '周航');
  expect(await worth(rep)).toEqual({ PRODUCT: null });
  expect(await worth(stage.sellerManager)).toEqual({ PRODUCT: null, CUSTOMER: null });
  expect(await worth(stage.operator)).toEqual({ PRODUCT: null, CUSTOMER: null });
});

it("reports each customer's purchases of this year to its partner, and to its rep", async () => {
  const ask = '{ customers(first: 5) { nodes { name soldThisYear { amount currency } } } }';
  const sold = async (viewer: Caller): Promise<object> =>
    Object.fromEntries(
      (await viewer.ask(ask)).customers.nodes.map(({ name, soldThisYear }: any) => [
        name,
        soldThisYear?.amount ?? null,
      ]),
    );
  expect(await sold(stage.manager)).toEqual({ 东方制造: '22691.34', 南方零售: '12345.67' });
  const rep = await stage.world.member(stage.partner, 'csp.rep', '吴桐');
  await stage.manager.mutate('customerAssignManager', {
    id: stage.customerId,
    memberId: `mem_${rep.viewer.memberId}`,
  });
  expect(await sold(rep)).toEqual({ 东方制造: '22691.34' });
  expect(await sold(stage.operator)).toEqual({ 东方制造: null, 南方零售: null });
});

it('blocks submissions in a month whose cash limit is used up, until the limit or the month changes', async () => {
  const { world, manager, sellerManager } = stage;
  const goods = await listed(sellerManager, '限额商品', { saleModel: 'JOINT_OPERATION' });
  const id = await authorizedJoint(stage, goods, { maxCashPerMonth: '20000' });
  const draft = (month: string) =>
    saved(stage, {
      productId: goods.productId,
      lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
      validFrom: `2026-${month}-10T00:00:00+08:00`,
      validUntil: `2026-${month}-20T00:00:00+08:00`,
    });
  const drafts = [await draft('06'), await draft('07'), await draft('08'), await draft('09')];
  const submit = (i: number) => manager.refused('exclusiveDiscountSubmit', { id: drafts[i] });
  // An order of the month before. One of this month does not use up the limit, since vouchers are not cash.
  await ordered({ ...stage, goods }, { placedAt: noon('02-27'), lines: [{}, {}] });
  const sold = { voucherMinor: 234_567n };
  await ordered({ ...stage, goods }, { placedAt: noon('03-01'), lines: [sold] });
  expect(await submit(0)).toEqual([]);
  const second = await ordered({ ...stage, goods }, { placedAt: noon('03-02'), lines: [sold] });
  expect(await submit(1)).toEqual(['CASH_LIMIT_REACHED']);
  const { viewerActions } = await seen(
    manager,
    drafts[1]!,
    'viewerActions { name enabled reasonCode }',
  );
  expect(viewerActions).toContainEqual({
    name: 'submit',
    enabled: false,
    reasonCode: 'CASH_LIMIT_REACHED',
  });

  const terms = {
    shareRatio: '0.25',
    floorPayRate: '0.8',
    validUntil: '2030-01-01T00:00:00.000+08:00',
  };
  await sellerManager.mutate('jointSalesAuthorizationAmend', {
    id,
    ...terms,
    maxCashPerMonth: '20000.01',
  });
  expect(await submit(1)).toEqual([]);
  await sellerManager.mutate('jointSalesAuthorizationAmend', {
    id,
    ...terms,
    maxCashPerMonth: '20000',
  });
  expect(await submit(2)).toEqual(['CASH_LIMIT_REACHED']);
  await refunded({ ...stage, goods }, second.lineIds[0]!, 100n, noon('03-02'));
  expect(await submit(2)).toEqual([]);
  await ordered({ ...stage, goods }, { placedAt: noon('03-02'), lines: [sold] });
  expect(await submit(3)).toEqual(['CASH_LIMIT_REACHED']);
  world.clock.advance(30 * DAY);
  expect(await submit(3)).toEqual([]);
  world.clock.advance(-30 * DAY);
});

it('counts cash in the month of its payment, and a refund in that of its sale', async () => {
  const { world, manager, sellerManager, buyer } = stage;
  const goods = await listed(sellerManager, '跨月商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, goods, { maxCashPerMonth: '12345.67' });
  const draft = await saved(stage, {
    productId: goods.productId,
    lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
    validFrom: '2026-06-10T00:00:00+08:00',
    validUntil: '2026-06-20T00:00:00+08:00',
  });
  const isOpen = async (viewer = manager): Promise<boolean> =>
    (await seen(viewer, draft, 'viewerActions { name enabled }')).viewerActions.some(
      ({ name, enabled }: any) => name === 'submit' && enabled,
    );
  const at = (time: string) => world.clock.moveTo(new Date(`2026-${time}+08:00`));
  const wanted = { lines: [line(goods.specifications[0])] };

  at('03-31T23:50:00');
  const id = await placed(stage, wanted);
  at('04-01T00:10:00');
  expect(await isOpen()).toBe(true);
  await buyer.mutate('orderConfirmPayment', { id });
  expect(await isOpen()).toBe(false);

  at('04-30T12:00:00');
  const ofApril = await paid(stage, wanted);
  at('05-01T12:00:00');
  expect(await isOpen()).toBe(true);
  const ofMay = await paid(stage, wanted);
  await buyer.mutate('orderRefundWithoutReason', { id: ofApril });
  expect(await isOpen()).toBe(false);
  await buyer.mutate('orderRefundWithoutReason', { id: ofMay });
  expect(await isOpen()).toBe(true);

  // The limit is used up by customers whom the representative does not see.
  const rep = await world.member(stage.partner, 'csp.rep', '何川');
  await manager.mutate('customerAssignManager', {
    id: stage.customerId,
    memberId: `mem_${rep.viewer.memberId}`,
  });
  expect(await isOpen(rep)).toBe(true);
  const another = await customerOf(world, '西部物流', [stage.partner]);
  await ordered({ ...stage, goods, customerId: another }, { placedAt: noon('05-01') });
  expect(await isOpen(rep)).toBe(false);
});
