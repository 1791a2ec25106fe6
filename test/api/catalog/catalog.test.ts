import { beforeAll, describe, expect, it } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import { audited } from '../../kit/traces.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { listed } from '../discounts/stage.ts';

const world = testWorld('catalog');
let seller: Caller;
let sellerId: string;
let partner: Caller;
beforeAll(async () => {
  const org = await world.organization('SELLER', '华芯软件');
  sellerId = `org_${org.id}`;
  seller = await world.member(org, 'seller.manager');
  partner = await world.member(await partnerOf(world, '云帆科技'), 'csp.rep');
});

const found = async (viewer: Caller, filter: object = {}) => {
  const data = await viewer.ask(
    'query($filter: ProductFilter) { products(first: 20, filter: $filter, orderBy: { field: NAME, direction: ASC }) { nodes { name } } }',
    { filter },
  );
  return data.products.nodes.map(({ name }: { name: string }) => name);
};

describe('the catalog', () => {
  it('shows a listed product with its prices to the partners of the programme', async () => {
    const { productId } = await listed(seller, '星云ERP');
    const price = (amount: string) => ({ amount, currency: 'CNY' });
    const product = { name: '星云ERP' };
    await partner.sees(productId, {
      ...product,
      saleModel: 'COMMON',
      floorPayRate: '0.8',
      maxShareRatio: '0.3',
      seller: { name: '华芯软件' },
      specifications: [
        { code: 'STD', listPrice: price('12345.67'), period: 'YEAR', product },
        { code: 'ADD', listPrice: price('300.00'), period: 'MONTH', product },
      ],
      viewerActions: [],
    });
  });

  it('is searched by pinyin and filtered, and keeps delisted products for their history', async () => {
    await listed(seller, '海量存储', { saleModel: 'JOINT_OPERATION', productType: 'HARDWARE' });
    expect(await found(partner, { search: 'hlcc' })).toEqual(['海量存储']);
    expect(await found(partner, { saleModel: ['JOINT_OPERATION'], sellerId: [sellerId] })).toEqual([
      '海量存储',
    ]);
    const { productId } = await listed(seller, '过时软件');
    await seller.mutate('productDelist', { id: productId, reason: '停止供应' });
    const [line] = await audited(world, 'productDelist', productId);
    expect(line!.detail.reason).toBe('停止供应');
    expect(await found(partner, { status: ['DELISTED'] })).toEqual(['过时软件']);
    expect(await found(partner, { status: ['ON_SALE'], search: '过时' })).toEqual([]);
  });

  it('marks what is sold here: not delisted products, and not consulting, which only makes leads', async () => {
    await listed(seller, '架构咨询', { productType: 'CONSULTING' });
    await listed(seller, '架构软件');
    const { productId } = await listed(seller, '架构旧版');
    await seller.mutate('productDelist', { id: productId, reason: '停止供应' });
    const search = '架构';
    expect(await found(partner, { search, isSold: true })).toEqual(['架构软件']);
    expect(new Set(await found(partner, { search, isSold: false }))).toEqual(
      new Set(['架构咨询', '架构旧版']),
    );
  });

  it('is closed to partners outside the programme, to other sellers and to buyers', async () => {
    const outsider = await world.member(await world.organization('PARTNER', '未加入'), 'csp.owner');
    const rival = await world.member(await world.organization('SELLER', '别家'), 'seller.manager');
    expect(await found(outsider)).toEqual([]);
    expect(await found(rival)).toEqual([]);
    expect((await found(seller)).length).toBeGreaterThan(0);
    const { productId } = await listed(seller, '独家产品');
    await expect(
      rival.refused('productDelist', { id: productId, reason: '停止供应' }),
    ).rejects.toThrow('Not found');
  });

  it('refuses another seller, a second product of one name, and prices and rates out of bounds', async () => {
    const rival = await world.member(await world.organization('SELLER', '冒名'), 'seller.manager');
    await expect(listed(rival, '冒名商品', { sellerId })).rejects.toThrow('NOT_A_SELLER');
    await listed(seller, '唯一');
    await expect(listed(seller, '唯一')).rejects.toThrow('NAME_TAKEN');
    await expect(listed(seller, '比例', { floorPayRate: '0' })).rejects.toThrow(
      'RATE_NOT_POSITIVE',
    );
    await expect(
      listed(seller, '比例', { maxShareRatio: '0.1', standardShareRatio: '0.2' }),
    ).rejects.toThrow('OUT_OF_RANGE');
    const specifications = [{ code: 'A', name: 'A', listPrice: '0', period: 'MONTH' }];
    await expect(listed(seller, '价格', { specifications })).rejects.toThrow('INVALID_AMOUNT');
  });

  it('derives the VAT class of each specification from the type and the charge period', async () => {
    const { productId } = await listed(seller, '税目');
    await partner.sees(productId, {
      specifications: [{ vatClass: 'SERVICE' }, { vatClass: 'SERVICE' }],
    });
    const once = [{ code: 'A', name: 'A', listPrice: '10', period: 'ONE_OFF' }];
    const bought = await listed(seller, '一次性', { specifications: once });
    await partner.sees(bought.productId, { specifications: [{ vatClass: 'SOFTWARE' }] });
    const chosen = await seller.run(
      `mutation { productPublish(idempotencyKey: "chosen", input: { name: "自选", saleModel: COMMON, productType: SAAS, vatClass: SOFTWARE,
        maxShareRatio: "0.3", standardShareRatio: "0.2", specifications: [{ code: "A", name: "A", listPrice: "10", period: YEAR }] }) { product { id } } }`,
    );
    expect(chosen.errors?.[0]?.message).toContain('"vatClass" is not defined');
  });

  it("lists the marketplace's products only for the marketplace", async () => {
    const site = await world.organization('OPERATOR', '云商店');
    const operator = await world.member(site, 'operator');
    const huawei = { saleModel: 'HUAWEI' };
    await expect(listed(seller, '冒充自营', huawei)).rejects.toThrow('LISTED_BY_MARKETPLACE_ONLY');
    await expect(listed(operator, '代发自营', { ...huawei, sellerId })).rejects.toThrow(
      'LISTED_BY_MARKETPLACE_ONLY',
    );
    await expect(listed(operator, '无商家')).rejects.toThrow('NOT_A_SELLER');
    const { productId } = await listed(operator, '云商店自营', huawei);
    await partner.sees(productId, { saleModel: 'HUAWEI', seller: { name: '云商店' } });
  });

  it("uses the site's floor if the seller names none", async () => {
    const { productId } = await listed(seller, '默认底价', { floorPayRate: null });
    await seller.sees(productId, { floorPayRate: '0.8' });
  });
});
