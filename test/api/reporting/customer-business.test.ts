import { beforeAll, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { authorized, day, type Goods, listed, scheduled, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { supervised } from '../supervision/delivery.ts';

const stage = testStage('customer-business', setStage);
let gateway: Goods;
const at = (text: string): Date => new Date(`${text}+08:00`);

beforeAll(async () => {
  const { world, sellerManager, partner } = stage;
  gateway = await listed(sellerManager, '数据网关');
  await authorized(sellerManager, gateway, {
    partnerId: `ptn_${partner.id}`,
    validUntil: '2026-04-01T00:00:00.000+08:00',
  });
  await authorized(sellerManager, await listed(sellerManager, '智析BI'));

  const sold = await ordered(stage, {
    placedAt: noon('02-10'),
    lines: [{}, { specification: 1 }],
  });
  await refunded(stage, sold.lineIds[0]!, 20_000n, noon('03-01'));
  // Around the beginning of the year and of the twelve months.
  for (const [placedAt, specification] of [
    ['2025-12-31T23:59:59', 0],
    ['2026-01-01T00:00:00', 1],
    ['2025-04-01T00:00:00', 1],
    ['2025-03-31T23:59:59', 0],
    ['2025-10-01T12:00:00', 0],
  ] as const)
    await ordered(stage, { placedAt: at(placedAt), lines: [{ specification }] });
  // No sales: without a partner, and unpaid.
  await ordered(stage, { placedAt: noon('02-11'), partnerId: null });
  const unpaid = { status: 'PENDING_PAYMENT', effectiveAt: null } as const;
  await ordered(stage, {
    placedAt: noon('02-12'),
    status: 'PENDING_PAYMENT',
    paidAt: null,
    completedAt: null,
    lines: [unpaid],
  });
  await ordered({ ...stage, goods: gateway }, { placedAt: noon('02-20') });

  await scheduled(stage);
  await scheduled(stage, {
    productId: gateway.productId,
    lines: gateway.specifications.map((specificationId) => ({ specificationId, payRate: '0.9' })),
    validUntil: day('25'),
  });
  world.clock.moveTo(noon('03-12'));
  await world.settle();
});

const sees = (viewer: Caller, business: object | null) =>
  viewer.sees(stage.customerId, { business });
const amount = (text: string) => ({ amount: text });

it('sums sales, open orders and prices, and what lapses within 30 days', async () => {
  await stage.manager.sees(stage.customerId, {
    // 12,345.67 + 300 − 200 + 300 of the ERP, 12,345.67 of the gateway.
    soldThisYear: amount('25091.34'),
    business: {
      soldLast90Days: amount('37437.01'),
      soldPrevious90Days: amount('12345.67'),
      openOrderCount: 0,
      openOrderTotal: amount('0.00'),
      openOrders: [],
      discountCount: 2,
      discountsInReview: 0,
      pricedProductCount: 2,
      productCount: 2,
      lapsingCount: 2,
      // The priced specification of the ERP: 3 × 12,345.67 − 200. The gateway counts once, though price and right end.
      lapsingWorth: amount('49182.68'),
    },
  });
});

it('covers each product with its right, its prices and its sales, the next to lapse first', async () => {
  const lapse = (kind: string, until: string, worth: string) => ({
    kind,
    at: new Date(until).toISOString(),
    worth: amount(worth),
  });
  const specification = (name: string, netPrice: string, soldThisYear: string) => ({
    name,
    payRate: '0.9',
    netPrice: amount(netPrice),
    soldThisYear: amount(soldThisYear),
  });
  const current = [
    {
      productName: '数据网关',
      group: 'CURRENT',
      floorPayRate: '0.8',
      soldThisYear: amount('12345.67'),
      soldLastYear: amount('12345.67'),
      authorized: [{ until: '2026-03-31T16:00:00.000Z' }],
      discounted: [{ from: noon('03-12').toISOString(), until: new Date(day('25')).toISOString() }],
      lapses: [
        lapse('DISCOUNT', day('25'), '12345.67'),
        lapse('AUTHORIZATION', '2026-03-31T16:00:00.000Z', '12345.67'),
      ],
      specifications: [
        specification('增购用户', '270.00', '0.00'),
        specification('标准版', '11111.10', '12345.67'),
      ],
    },
    expect.objectContaining({
      productName: '星云ERP',
      soldThisYear: amount('12745.67'),
      soldLastYear: amount('37737.01'),
      lapses: [
        lapse('DISCOUNT', day('31'), '36837.01'),
        lapse('AUTHORIZATION', '2029-12-31T16:00:00.000Z', '37737.01'),
      ],
    }),
  ];
  const available = { productName: '智析BI', discounted: [], specifications: [] };
  await stage.manager.sees(stage.customerId, {
    coverage: [...current, expect.objectContaining({ ...available, group: 'AVAILABLE' })],
    business: { coverage: current },
  });
});

it('is null for the other sides, and for a customer out of sight', async () => {
  const { world, operator, partner, manager, customerId } = stage;
  await sees(operator, null);
  await sees(await world.member(partner, 'csp.auditor', '高洁'), { discountCount: 2 });
  const rep = await world.member(partner, 'csp.rep', '周航');
  await rep.sees(customerId, null);
  const memberId = `mem_${rep.viewer.memberId}`;
  await manager.mutate('customerAssignManager', { id: customerId, memberId });
  await sees(rep, { lapsingWorth: amount('49182.68') });
});

it('counts a discount that another one continues as no lapse, and none after its end', async () => {
  const { world, manager } = stage;
  await scheduled(stage, { validFrom: day('31'), validUntil: '2026-06-30T00:00:00.000+08:00' });
  await sees(manager, { lapsingCount: 1, lapsingWorth: amount('12345.67') });
  world.clock.moveTo(noon('04-10'));
  await world.settle();
  await sees(manager, {
    discountCount: 1,
    pricedProductCount: 1,
    productCount: 2,
    lapsingCount: 0,
    lapsingWorth: amount('0.00'),
  });
  const without = { productName: '数据网关', floorPayRate: null, authorized: [], lapses: [] };
  await manager.sees(stage.customerId, {
    coverage: expect.arrayContaining([without]),
  });
});

it('says what open orders wait for', async () => {
  await supervised(stage, 'STANDARD');
  await sees(stage.manager, { openOrders: [{ waitsFor: 'CUSTOMER', count: 1 }] });
});

it('lists the running clocks of one customer', async () => {
  const ask = `query($ids: [ID!]) { deadlines(first: 20, filter: { customerId: $ids }) { nodes { subjectType event } } }`;
  const mine = await stage.manager.ask(ask, { ids: [stage.customerId] });
  expect(mine.deadlines.nodes).toContainEqual({ subjectType: 'ExclusiveDiscount', event: 'end' });
  const none = await stage.manager.ask(ask, { ids: [`cus_${stage.partner.id}`] });
  expect(none.deadlines.nodes).toEqual([]);
});
