import { beforeAll, describe, expect, it } from '@jest/globals';
import { closeSalesYear } from '../../../server/modules/customers/index.ts';
import { customerSalesDifferenceSql } from '../../../server/modules/orders/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf, enabledOf } from '../../kit/actions.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import {
  authorized,
  authorizedJoint,
  during,
  type Goods,
  listed,
  on,
  saved,
  setStage,
} from '../discounts/stage.ts';
import { line, paid, placed } from './checkout.ts';
import { noon, ordered, refunded } from './deals.ts';

const stage = testStage('sold', setStage);
let other: string;
beforeAll(async () => {
  const { sellerManager, goods, partner, world } = stage;
  const name = '南方零售';
  other = await customerOf(world, name, [partner], { cloudAccount: 'nanfang' });
  await customerOf(world, '未下单客户', [partner]);
  await authorized(sellerManager, goods, {
    partnerId: `ptn_${partner.id}`,
    customer: { name, cloudAccount: 'nanfang' },
  });
  const sold = await ordered(stage, { placedAt: noon('02-10'), lines: [{}, {}] });
  await refunded(stage, sold.lineIds[0]!, 200_000n, noon('03-01'));
  const toOther = { ...stage, customerId: other };
  // The part paid by vouchers counts as sold too.
  await ordered(toOther, { placedAt: noon('02-11'), lines: [{ voucherMinor: 100_000n }] });
  // Of the year before: within twelve months, and before them.
  await ordered(stage, { placedAt: new Date('2025-12-31T23:59:59.000+08:00') });
  await ordered(stage, { placedAt: new Date('2025-03-31T23:59:59.000+08:00') });
  // These do not count: without a partner, not paid.
  await ordered(stage, { partnerId: null, placedAt: noon('02-12') });
  await ordered(toOther, {
    status: 'PENDING_PAYMENT',
    paidAt: null,
    completedAt: null,
    placedAt: noon('02-13'),
    lines: [{ status: 'PENDING_PAYMENT', effectiveAt: null }],
  });
});

const assign = (rep: Caller) =>
  stage.manager.mutate('customerAssignManager', {
    id: stage.customerId,
    memberId: `mem_${rep.viewer.memberId}`,
  });

describe('the sales under an authorization', () => {
  const worth = async (viewer: Caller): Promise<object> => {
    const { cspAuthorizations } = await viewer.ask(
      '{ cspAuthorizations(first: 5) { nodes { level soldLastYear { amount } } } }',
    );
    return Object.fromEntries(
      cspAuthorizations.nodes.map(({ level, soldLastYear }: any) => [
        level,
        soldLastYear?.amount ?? null,
      ]),
    );
  };

  it('are those of twelve months, for its partner, and for no rep or other side', async () => {
    expect(await worth(stage.manager)).toEqual({ PRODUCT: '47382.68', CUSTOMER: '12345.67' });
    const rep = await stage.world.member(stage.partner, 'csp.rep', '周航');
    expect(await worth(rep)).toEqual({ PRODUCT: null });
    for (const viewer of [stage.sellerManager, stage.operator])
      expect(await worth(viewer)).toEqual({ PRODUCT: null, CUSTOMER: null });
  });
});

describe('the cash limit of a month', () => {
  const draft = (goods: Goods, month: string) =>
    saved(stage, { ...on(goods), ...during(`2026-${month}-10`, `2026-${month}-20`) });

  it('blocks submissions once it is used up, until the limit or the month changes', async () => {
    const { world, manager, sellerManager } = stage;
    const goods = await listed(sellerManager, '限额商品', { saleModel: 'JOINT_OPERATION' });
    const id = await authorizedJoint(stage, goods, { maxCashPerMonth: '20000' });
    const at = { ...stage, goods };
    const drafts: string[] = [];
    for (const month of ['06', '07', '08', '09']) drafts.push(await draft(goods, month));
    const submit = (i: number) => manager.mutate('exclusiveDiscountSubmit', { id: drafts[i] });
    const blocked = (i: number) =>
      manager.cannot('exclusiveDiscountSubmit', { id: drafts[i] }, 'CASH_LIMIT_REACHED');
    const limit = (maxCashPerMonth: string) =>
      sellerManager.mutate('jointSalesAuthorizationAmend', {
        id,
        shareRatio: '0.25',
        floorPayRate: '0.8',
        validUntil: '2030-01-01T00:00:00.000+08:00',
        maxCashPerMonth,
      });
    // An order of the month before. One of this month does not use up the limit, since vouchers are not cash.
    await ordered(at, { placedAt: noon('02-27'), lines: [{}, {}] });
    const sold = { lines: [{ voucherMinor: 234_567n }] };
    await ordered(at, { placedAt: noon('03-01'), ...sold });
    await submit(0);
    const second = await ordered(at, { placedAt: noon('03-02'), ...sold });
    await blocked(1);
    expect(await actionsOf(manager, drafts[1]!)).toMatchObject({ submit: 'CASH_LIMIT_REACHED' });
    await limit('20000.01');
    await submit(1);
    await limit('20000');
    await blocked(2);
    await refunded(at, second.lineIds[0]!, 100n, noon('03-02'));
    await submit(2);
    await ordered(at, { placedAt: noon('03-02'), ...sold });
    await blocked(3);
    world.clock.advance(30 * DAY);
    await submit(3);
    world.clock.advance(-30 * DAY);
  });

  it('counts cash in the month of its payment, and a refund in that of its sale', async () => {
    const { world, manager, sellerManager, buyer } = stage;
    const goods = await listed(sellerManager, '跨月商品', { saleModel: 'JOINT_OPERATION' });
    await authorizedJoint(stage, goods, { maxCashPerMonth: '12345.67' });
    const one = await draft(goods, '06');
    const isOpen = async (viewer = manager) => (await enabledOf(viewer, one)).includes('submit');
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
    await assign(rep);
    expect(await isOpen(rep)).toBe(true);
    await ordered({ ...stage, goods, customerId: other }, { placedAt: noon('05-01') });
    expect(await isOpen(rep)).toBe(false);
  });
});

describe('the customers of a partner by their sales', () => {
  interface Listed {
    readonly names: string[];
    readonly total: string | null;
  }
  const bySales = async (viewer: Caller, direction = 'DESC'): Promise<Listed> => {
    const { customers } = await viewer.ask(
      `{ customers(first: 10, orderBy: { field: SOLD, direction: ${direction} }) {
        nodes { name soldThisYear { amount } } totals { soldThisYear { amount } } } }`,
    );
    return {
      names: customers.nodes.map(
        ({ name, soldThisYear }: any) => `${name} ${soldThisYear?.amount ?? '-'}`,
      ),
      total: customers.totals.soldThisYear?.amount ?? null,
    };
  };
  const wrong = () => stage.world.rows(sql.raw(customerSalesDifferenceSql()));

  it('are in the order of this year, with the sum of all of them; a rep has its own', async () => {
    const { names, total } = await bySales(stage.manager);
    // The orders of the limits above count too.
    expect(names).toEqual(['东方制造 96764.36', '南方零售 24691.34', '未下单客户 0.00']);
    expect(total).toBe('121455.70');
    expect((await bySales(stage.manager, 'ASC')).names).toEqual(names.toReversed());
    const rep = await stage.world.member(stage.partner, 'csp.rep', '吴桐');
    await assign(rep);

    expect((await bySales(rep)).names).toEqual(names.slice(0, 1));
    expect(await wrong()).toEqual([]);
  });

  it('show no sales to the other sides', async () => {
    await expect(bySales(stage.operator)).rejects.toThrow('what the ordering `SOLD` tells');
    const { customers } = await stage.operator.ask(
      '{ customers(first: 10) { nodes { soldThisYear { amount } } totals { soldThisYear { amount } } } }',
    );
    expect(customers).toEqual({
      nodes: Array(3).fill({ soldThisYear: null }),
      totals: { soldThisYear: null },
    });
  });

  it('begin at zero with a new year', async () => {
    const { world } = stage;
    world.clock.moveTo(new Date('2027-01-01T00:00:30+08:00'));
    expect((await bySales(stage.manager)).total).toBe('0.00');
    await ordered(
      { ...stage, customerId: other },
      { placedAt: world.clock.now(), lines: [{ listMinor: 100n }] },
    );
    const job = closeSalesYear(world.deps);
    expect(await job.run()).toBe(1);
    expect(await job.run()).toBe(0);
    const { names, total } = await bySales(stage.manager);
    expect(names[0]).toBe('南方零售 1.00');
    expect(total).toBe('1.00');
    expect(await wrong()).toEqual([]);
  });
});
