import { expect, test } from '@jest/globals';
import { setStage } from '../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../api/orders/deals.ts';
import { certified, run } from '../api/settlement/bills.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('release', setStage);

const parked = async (): Promise<any> =>
  (
    await stage.operator.ask(
      '{ billRun(by: { period: "2026-02" }) { partners(first: 1) { nodes { id status lineCount gross { amount } bill { gross { amount } } } } } }',
    )
  ).billRun.partners.nodes[0];

// The release computed the bill again: an order that was synchronized later was billed unseen (domain §3.1).
test('the release of a parked partner bills what its row shows, or is refused', async () => {
  const sale = { placedAt: noon('02-10'), lines: [{ listMinor: 3_000_000n }] };
  const { lineIds } = await ordered(stage, sale);
  stage.world.clock.moveTo(new Date('2026-03-03T10:00:00+08:00'));
  await run(stage, '2026-02');
  const shown = { lineCount: 1, gross: { amount: '3376.99' }, bill: null };
  const { id } = await parked();
  expect(await parked()).toMatchObject({ status: 'PARKED', ...shown });
  await certified(stage);

  // An order and a refund of February arrive in March.
  await ordered(stage, { ...sale, placedAt: noon('02-20') });
  await refunded(stage, lineIds[0]!, 1_000_000n, noon('02-21'));
  const release = { id, reason: '已完成认证' };
  await stage.operator.cannot('billRunPartnerRelease', release, 'INPUTS_CHANGED');
  expect(await parked()).toMatchObject({ status: 'PARKED', ...shown });

  await stage.operator.mutate('billRunPartnerRecompute', { id });
  const gross = { amount: '5628.32' };
  expect(await parked()).toMatchObject({ status: 'PARKED', lineCount: 3, gross, bill: null });
  await stage.operator.mutate('billRunPartnerRelease', release);
  expect(await parked()).toMatchObject({ status: 'BILLED', lineCount: 3, gross, bill: { gross } });
});
