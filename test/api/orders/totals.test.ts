import { beforeAll, describe, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { noon, ordered } from './deals.ts';

/** More minor units than a double holds exactly. */
const HUGE = 9_007_199_254_740_993n;

const stage = testStage('order-totals', setStage);
let otherSeller: Caller;

beforeAll(async () => {
  const other = await stage.world.organization('SELLER', '另一商家');
  otherSeller = await stage.world.member(other, 'seller.manager');
  const foreign = await listed(otherSeller, '安全网关');
  const ofOther = {
    sellerId: other.id,
    productId: foreign.productId.slice(4),
    specificationId: foreign.specifications[0].slice(4),
  };
  await ordered(stage, { placedAt: noon('02-11'), lines: [{ listMinor: HUGE }] });
  await ordered(stage, {
    placedAt: noon('02-12'),
    lines: [
      { listMinor: 100_010n, payRate: '0.5', voucherMinor: 5n },
      { listMinor: 50_000n, payRate: '0.9', voucherMinor: 10_000n, ...ofOther },
    ],
  });
  await ordered(stage, {
    placedAt: noon('02-13'),
    status: 'REFUND_PENDING',
    lines: [{ listMinor: 7n, ...ofOther }],
  });
  await ordered(stage, { partnerId: null, placedAt: noon('02-14'), lines: [{ listMinor: 300n }] });
});

/** List, deal, vouchers and cash of all orders that a viewer sees and the filter accepts. */
async function totals(viewer: Caller, filter = '{}'): Promise<string> {
  const { orders } = await viewer.ask(
    `{ orders(first: 1, filter: ${filter}) { totals {
      list: listTotal { amount } deal: dealTotal { amount } voucherTotal { amount } cash: cashTotal { amount currency } } } }`,
  );
  const { list, deal, voucherTotal, cash } = orders.totals;
  expect(cash.currency).toBe('CNY');
  return [list, deal, voucherTotal, cash].map(({ amount }) => amount).join(' ');
}

describe('the totals of orders', () => {
  it('are exact for every side, and for a seller of its own lines only', async () => {
    const { manager, operator, buyer, world, sellerManager } = stage;
    const account = world.as({ ...buyer.viewer, via: 'PORTAL', subjectId: null });
    const all = '90071992548913.10 90071992548363.05 100.05 90071992548263.00';
    for (const [viewer, expected] of [
      [manager, '90071992548910.10 90071992548360.05 100.05 90071992548260.00'],
      [operator, all],
      [account, all],
      [sellerManager, '90071992548413.03 90071992547912.98 0.05 90071992547912.93'],
      [otherSeller, '500.07 450.07 100.00 350.07'],
    ] as const)
      expect([viewer.viewer.role, await totals(viewer)]).toEqual([viewer.viewer.role, expected]);
  });

  it('sum the rows that a filter accepts, and are zero without rows', async () => {
    const until = noon('02-12').toISOString();
    for (const [filter, expected] of [
      ['{ status: [REFUND_PENDING] }', '0.07 0.07 0.00 0.07'],
      [
        `{ placedWithin: { until: "${until}" } }`,
        '90071992547409.93 90071992547409.93 0.00 90071992547409.93',
      ],
      ['{ status: [CANCELLED] }', '0.00 0.00 0.00 0.00'],
    ] as const)
      expect([filter, await totals(stage.manager, filter)]).toEqual([filter, expected]);
  });

  it('do not depend on the page, and come with it', async () => {
    const { orders } = await stage.manager.ask(
      '{ orders(last: 1) { nodes { cashTotal { amount } } count { value } totals { cashTotal { amount } } } }',
    );
    expect(orders).toEqual({
      nodes: [{ cashTotal: { amount: '90071992547409.93' } }],
      count: { value: 3 },
      totals: { cashTotal: { amount: '90071992548260.00' } },
    });
  });
});
