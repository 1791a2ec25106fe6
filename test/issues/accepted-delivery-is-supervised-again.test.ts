import { beforeAll, expect, test } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { listed, setStage } from '../api/discounts/stage.ts';
import { orderOf } from '../api/orders/checkout.ts';
import { known, type ReportFacts, report, reportOf } from '../api/orders/reports.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('what goes on with a delivery', setStage);

const delivery = async (id: string, instanceId: string, facts: ReportFacts) => {
  stage.world.clock.advance(DAY);
  const [written] = await report(
    stage,
    reportOf(stage, id, 'WEB-0', { ...facts, lines: [{ instanceId }] }),
  );
  const { status, lines } = await orderOf(
    stage.manager,
    `ord_${written!.orderId}`,
    'status lines { supervision effectiveAt }',
  );
  return { status, ...lines[0], paidAt: stage.world.clock.now().toISOString() };
};
const isSupervised = ({ supervision }: { supervision: string }) => supervision === 'IN_PROGRESS';

beforeAll(async () => {
  const goods = await listed(stage.sellerManager, '企业官网', { productType: 'MANUAL_SERVICE' });
  await known(stage, goods, 'WEB');
  await delivery('FIRST', 'accepted', { status: 'COMPLETED' });
  await delivery('TRIAL', 'tried', { orderType: 'TRIAL', status: 'COMPLETED' });
  await delivery('OPEN', 'open', { status: 'PROCESSING', upstreamStatus: '3' });
});

test('a change of an accepted delivery and the conversion of an accepted trial take effect at once', async () => {
  for (const [id, orderType, instanceId] of [
    ['UPGRADE', 'CHANGE', 'accepted'],
    ['FORMAL', 'TRIAL_TO_FORMAL', 'tried'],
  ] as const) {
    const made = await delivery(id, instanceId, { orderType });
    expect(made).toMatchObject({
      status: 'COMPLETED',
      supervision: 'NOT_APPLICABLE',
      effectiveAt: made.paidAt,
    });
  }
});

test('a change of what the customer has not accepted, and of another instance, is supervised', async () => {
  const change = { orderType: 'CHANGE', status: 'PROCESSING', upstreamStatus: '3' } as const;
  expect(isSupervised(await delivery('CHANGE-OPEN', 'open', change))).toBe(true);
  expect(isSupervised(await delivery('CHANGE-OTHER', 'unknown', change))).toBe(true);
});

test('operations may have changes supervised again', async () => {
  await stage.operator.mutate('policySet', {
    key: 'orders.supervise-changes',
    value: '1',
    reason: '变更需要实施',
  });
  const change = { orderType: 'CHANGE', status: 'PROCESSING', upstreamStatus: '3' } as const;
  expect(isSupervised(await delivery('SECOND', 'accepted', change))).toBe(true);
});
