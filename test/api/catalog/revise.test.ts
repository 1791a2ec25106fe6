import { beforeAll, describe, expect, it } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import { audited } from '../../kit/traces.ts';
import type { Caller } from '../../kit/world.ts';
import { authorized, listed, type Stage, saved, scheduled, setStage } from '../discounts/stage.ts';

let stage: Stage;
const world = testWorld('catalog revise');
let seller: Caller;
beforeAll(async () => {
  stage = await setStage(world);
  seller = stage.sellerManager;
});

const faults = async (name: string, input: Record<string, unknown>) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await seller.ask(
    `mutation($input: ${type}!) { ${name}(input: $input, idempotencyKey: "${name}", validateOnly: true) { userErrors { code field } } }`,
    { input },
  );
  return data[name].userErrors.map(
    ({ code, field }: { code: string; field: string[] | null }) => `${field?.join('.')}: ${code}`,
  );
};

describe('a seller', () => {
  it('changes single facts of a product; the others stay, and the audit keeps the new ones', async () => {
    const { productId: id } = await listed(seller, '旧名', { productType: 'LICENSE' });
    await seller.mutate('productRevise', { id, name: '新名', standardShareRatio: '0.1' });
    await seller.mutate('productRevise', {
      id,
      supervisionTemplate: 'LICENSE_ID',
      averageDeliveryDays: 9,
      floorPayRate: '0.65',
    });
    await stage.manager.sees(id, {
      name: '新名',
      maxShareRatio: '0.3',
      standardShareRatio: '0.1',
      floorPayRate: '0.65',
      supervisionTemplate: 'LICENSE_ID',
      averageDeliveryDays: 9,
      version: 3,
    });
    const found = await seller.ask(
      '{ products(first: 5, filter: { search: "xinming" }) { nodes { id } } }',
    );
    expect(found.products.nodes).toEqual([{ id }]);
    const details = (await audited(world, 'productRevise', id)).map(({ detail }) => detail);
    expect(details).toHaveLength(2);
    expect(details).toContainEqual(
      expect.objectContaining({
        version: 3,
        name: '新名',
        floorPayRate: '0.65',
        supervisionTemplate: 'LICENSE_ID',
        averageDeliveryDays: 9,
      }),
    );
  });

  it('is refused a change that breaks a rule of the listing, at its field', async () => {
    const { productId: id } = await listed(seller, '规则');
    await listed(seller, '占用');
    const wrong: readonly (readonly [object, string])[] = [
      [{ name: '占用' }, 'name: NAME_TAKEN'],
      [{ maxShareRatio: '0.1' }, 'standardShareRatio: OUT_OF_RANGE'],
      [{ standardShareRatio: '0.31' }, 'standardShareRatio: OUT_OF_RANGE'],
      [{ floorPayRate: '0' }, 'floorPayRate: RATE_NOT_POSITIVE'],
      [{ supervisionTemplate: 'STANDARD' }, 'averageDeliveryDays: DELIVERY_TIME_REQUIRED'],
      [
        { supervisionTemplate: 'HARDWARE', averageDeliveryDays: 3 },
        'supervisionTemplate: TEMPLATE_NOT_ALLOWED',
      ],
      [{ averageDeliveryDays: 3 }, 'averageDeliveryDays: DELIVERY_TIME_NOT_ALLOWED'],
      [{ leadUrl: 'https://seller.example.com' }, 'leadUrl: LEAD_URL_NOT_ALLOWED'],
      [{}, 'undefined: NOTHING_CHANGED'],
      [{ name: '规则', floorPayRate: '0.80' }, 'undefined: NOTHING_CHANGED'],
      [{ name: '迟到', version: 7 }, 'version: STALE_VERSION'],
    ];
    for (const [change, fault] of wrong)
      expect([change, await faults('productRevise', { id, ...change })]).toEqual([change, [fault]]);
    await stage.manager.sees(id, { name: '规则', version: 1 });
  });

  it('changes nothing of another seller, and a reviewer changes nothing', async () => {
    const rival = await world.member(await world.organization('SELLER', '别家'), 'seller.manager');
    const { productId: id, specifications } = stage.goods;
    await expect(rival.refused('productRevise', { id, name: '别家的' })).rejects.toThrow(
      'Not found',
    );
    await expect(
      rival.refused('specificationReprice', { id: specifications[0], listPrice: '1' }),
    ).rejects.toThrow('Not found');
    await expect(
      rival.refused('specificationPublish', {
        productId: id,
        code: 'X',
        name: 'X',
        listPrice: '1',
        period: 'YEAR',
      }),
    ).rejects.toThrow('Not found');
    await expect(stage.reviewer.refused('productRevise', { id, name: '改' })).rejects.toThrow();
    await expect(stage.manager.refused('productRevise', { id, name: '改' })).rejects.toThrow();
  });
});

describe('a list price', () => {
  it('changes from now on: what was granted keeps its prices', async () => {
    const goods = await listed(seller, '调价');
    await authorized(seller, goods);
    const [specificationId] = goods.specifications;
    const lines = [{ specificationId, payRate: '0.9' }];
    const changes = { productId: goods.productId, lines };
    const granted = await scheduled(stage, { ...changes, name: '调价前' });
    world.clock.moveTo(new Date('2026-03-03T09:00:00.000+08:00'));
    await seller.mutate('specificationReprice', { id: specificationId, listPrice: '20000' });
    await stage.manager.sees(granted, {
      lines: [{ listPrice: { amount: '12345.67' }, netPrice: { amount: '11111.10' } }],
    });
    const later = await saved(stage, {
      ...changes,
      name: '调价后',
      validFrom: '2026-09-01T00:00:00.000+08:00',
      validUntil: '2026-10-01T00:00:00.000+08:00',
    });
    await stage.manager.sees(later, {
      lines: [{ listPrice: { amount: '20000.00' }, netPrice: { amount: '18000.00' } }],
    });
    await stage.manager.sees(specificationId, {
      listPrice: { amount: '20000.00' },
      pricedAt: new Date('2026-03-03T09:00:00.000+08:00').toISOString(),
    });
    expect(
      await faults('specificationReprice', { id: specificationId, listPrice: '20000.00' }),
    ).toEqual(['listPrice: NOTHING_CHANGED']);
    expect(await faults('specificationReprice', { id: specificationId, listPrice: '0' })).toEqual([
      'listPrice: INVALID_AMOUNT',
    ]);
  });

  it('is not explained for a time before it held', async () => {
    const goods = await listed(seller, '说明');
    await authorized(seller, goods);
    const [id] = goods.specifications;
    const before = world.clock.now();
    world.clock.moveTo(new Date('2026-03-04T09:00:00.000+08:00'));
    await seller.mutate('specificationReprice', { id, listPrice: '20000' });
    const explained = async (at: Date) =>
      (
        await stage.manager.ask(
          `query($input: PriceExplanationInput!) { priceExplanation(input: $input) {
            winner { kind netPrice { amount } } validUntil rules { kind standing } } }`,
          { input: { customerId: stage.customerId, specificationId: id, at: at.toISOString() } },
        )
      ).priceExplanation;
    expect(await explained(world.clock.now())).toMatchObject({
      winner: { kind: 'LIST_PRICE', netPrice: { amount: '20000.00' } },
      validUntil: null,
    });
    const earlier = await explained(before);
    expect(earlier).toMatchObject({
      winner: null,
      validUntil: new Date('2026-03-04T09:00:00.000+08:00').toISOString(),
    });
    expect(earlier.rules).toContainEqual({ kind: 'LIST_PRICE', standing: 'NOT_YET_STARTED' });
  });
});

describe('a specification', () => {
  const form = { code: 'PRO', name: '旗舰版', listPrice: '99.00', period: 'MONTH' };

  it('is added behind the others, once', async () => {
    const { productId } = await listed(seller, '加规格');
    await seller.mutate('specificationPublish', { productId, ...form });
    await stage.manager.sees(productId, {
      specifications: [
        expect.objectContaining({ code: 'STD', position: 0 }),
        expect.objectContaining({ code: 'ADD', position: 1 }),
        { code: 'PRO', position: 2, vatClass: 'SERVICE', listPrice: { amount: '99.00' } },
      ],
    });
    expect(await faults('specificationPublish', { productId, ...form })).toEqual([
      'code: DUPLICATE_CODE',
    ]);
  });

  it('is no part of a consulting product', async () => {
    const { productId } = await listed(seller, '咨询', { productType: 'CONSULTING' });
    expect(await faults('specificationPublish', { productId, ...form })).toEqual([
      'productId: SPECIFICATION_NOT_ALLOWED',
    ]);
  });

  it('is one of at most a hundred', async () => {
    const specifications = Array.from({ length: 100 }, (_, i) => ({ ...form, code: `S${i}` }));
    const { productId } = await listed(seller, '一百', { specifications });
    expect(await faults('specificationPublish', { productId, ...form })).toEqual([
      'productId: TOO_MANY',
    ]);
  });
});

describe('a delisted product', () => {
  it('is corrected and listed again; a discount that it ended stays unusable', async () => {
    const goods = await listed(seller, '回归');
    await authorized(seller, goods);
    const { productId: id, specifications } = goods;
    const lines = [{ specificationId: specifications[0], payRate: '0.9' }];
    const discount = await scheduled(stage, { productId: id, lines, name: '回归前' });
    await seller.mutate('specificationDelist', { id: specifications[1], reason: '停售' });
    const [line] = await audited(world, 'specificationDelist', specifications[1]);
    expect(line!.detail.reason).toBe('停售');
    await seller.mutate('productDelist', { id, reason: '停售' });
    expect(await faults('specificationReprice', { id: specifications[1], listPrice: '5' })).toEqual(
      ['undefined: NOT_IN_THIS_STATE'],
    );
    await seller.mutate('productRevise', { id, name: '回归 2026' });
    await seller.mutate('productRelist', { id });
    await stage.manager.sees(id, {
      name: '回归 2026',
      status: 'ON_SALE',
      delistedAt: null,
      specifications: [
        { code: 'STD', status: 'ON_SALE' },
        { code: 'ADD', status: 'DELISTED' },
      ],
    });
    await seller.mutate('specificationRelist', { id: specifications[1] });
    await stage.manager.sees(id, {
      specifications: [{ status: 'ON_SALE' }, { status: 'ON_SALE' }],
    });
    await stage.manager.sees(discount, { status: 'UNUSABLE', unusableReason: 'PRODUCT_DELISTED' });
    const again = { productId: id, lines, name: '回归后' };
    await stage.manager.sees(await scheduled(stage, again), { status: 'SCHEDULED' });
  });
});
