import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, World } from '../../kit/world.ts';
import { openWorld } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { listed, type Stage, scheduled, setStage } from '../discounts/stage.ts';

const FIELDS = `productName specificationName listPrice { amount } price { amount }
  discount { name partnerName payRate }`;

describe('the items of the checkout', () => {
  let world: World;
  let stage: Stage;
  let discountId: string;

  beforeAll(async () => {
    world = await openWorld();
    stage = await setStage(world);
    await listed(stage.sellerManager, '上云咨询', { productType: 'CONSULTING' });
    await listed(stage.sellerManager, '安全网关', { productType: 'IMAGE' });
    discountId = await scheduled(stage);
    world.clock.moveTo(new Date('2026-03-12T00:00:00+08:00'));
    await world.settle();
  });
  afterAll(() => world.close());

  const items = async (caller: Caller, args = '') =>
    (await caller.ask(`{ checkoutItems${args && `(${args})`} { ${FIELDS} } }`)).checkoutItems;

  it('are everything on sale, at the prices in force of the customer', async () => {
    const found = await items(stage.buyer);
    expect(found.map((item: any) => [item.productName, item.specificationName])).toEqual([
      ['安全网关', '标准版'],
      ['安全网关', '增购用户'],
      ['星云ERP', '标准版'],
      ['星云ERP', '增购用户'],
    ]);
    expect(found[2]).toMatchObject({
      listPrice: { amount: '12345.67' },
      price: { amount: '10493.82' },
      discount: { partnerName: '云帆科技', payRate: '0.85' },
    });
    expect(found[3]).toMatchObject({ price: { amount: '300.00' }, discount: null });
  });

  it('are found by pinyin, and limited to the specifications of a discount', async () => {
    expect(await items(stage.buyer, 'search: "AQWG"')).toHaveLength(2);
    expect(await items(stage.buyer, 'search: "%"')).toEqual([]);
    expect(await items(stage.buyer, `discountId: "${discountId}"`)).toHaveLength(1);
  });

  it('have no discount for another customer, and the other sides see none', async () => {
    const other = await customerOf(world, '西部物流', [stage.partner]);
    const buyer = world.as({ ...stage.buyer.viewer, tenantId: other.slice(4) });
    expect(await items(buyer, `discountId: "${discountId}"`)).toEqual([]);
    expect((await items(buyer, 'search: "星云"'))[0]).toMatchObject({ discount: null });
    for (const caller of [stage.manager, stage.sellerManager, stage.operator]) {
      const { errors } = await caller.run(`{ checkoutItems { productName } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
