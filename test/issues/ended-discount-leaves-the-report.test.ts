import { expect, it } from '@jest/globals';
import { scheduled, setStage } from '../api/discounts/stage.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('ended discounts', setStage);

const months = async (): Promise<string[]> =>
  (
    await stage.manager.ask(
      '{ discountReport(first: 100, groupBy: [VALID_MONTH], orderBy: { field: VALID_MONTH, direction: ASC }) { rows { validMonth discountCount } } }',
    )
  ).discountReport.rows.map((row: any) => `${row.validMonth} ${row.discountCount}`);

it('a discount counts until it is revoked, delisted or loses its customer', async () => {
  const { world, manager, sellerManager, goods } = stage;
  const half = { validUntil: '2026-07-01T00:00:00.000+08:00' };
  const [first, second] = goods.specifications;
  const revoked = await scheduled(stage, {
    ...half,
    lines: [{ specificationId: first, payRate: '0.85' }],
  });
  await scheduled(stage, { ...half, lines: [{ specificationId: second, payRate: '0.85' }] });
  world.clock.moveTo(new Date('2026-04-10T02:00:00Z'));
  await world.settle();
  await manager.mutate('exclusiveDiscountRevoke', { id: revoked, reason: '改签合同' });
  world.clock.moveTo(new Date('2026-05-10T02:00:00Z'));
  await sellerManager.mutate('productDelist', { id: goods.productId, reason: '停售' });
  expect(await months()).toEqual(['2026-03 2', '2026-04 2', '2026-05 1']);
});
