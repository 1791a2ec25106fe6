import { beforeAll, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { listed, setStage } from '../discounts/stage.ts';

const stage = testStage('favorites', setStage);
let rep: Caller;
let colleague: Caller;
let data: string;

beforeAll(async () => {
  rep = await stage.world.member(stage.partner, 'csp.rep', '张伟');
  colleague = await stage.world.member(stage.partner, 'csp.rep', '李娜');
  data = (await listed(stage.sellerManager, '星云数据中台')).productId;
});

const names = async (viewer: Pick<Caller, 'ask'>, isFavorite = true): Promise<string[]> => {
  const { products } = await viewer.ask(
    'query($is: Boolean) { products(first: 50, orderBy: { field: NAME, direction: ASC }, filter: { isFavorite: $is }) { nodes { name isFavorite } } }',
    { is: isFavorite },
  );
  for (const product of products.nodes) expect(product.isFavorite).toBe(isFavorite);
  return products.nodes.map(({ name }: { name: string }) => name);
};
const set = (by: Caller, id: string, isFavorite = true) =>
  by.mutate('productSetFavorite', { id, isFavorite });

it('a favorite belongs to its member, and is one however often it is set', async () => {
  expect(await names(rep)).toEqual([]);
  await Promise.all([set(rep, data), set(rep, data)]);
  await set(rep, stage.goods.productId);
  await set(stage.sellerManager, data);
  expect(await names(rep)).toEqual(['星云ERP', '星云数据中台']);
  expect(await names(rep, false)).toEqual([]);
  expect(await names(stage.sellerManager)).toEqual(['星云数据中台']);
  for (const viewer of [colleague, stage.manager, stage.buyer]) {
    expect(await names(viewer)).toEqual([]);
    expect(await names(viewer, false)).toEqual(['星云ERP', '星云数据中台']);
  }
  await set(rep, data, false);
  await set(rep, data, false);
  expect(await names(rep)).toEqual(['星云ERP']);
  expect(await names(stage.sellerManager)).toEqual(['星云数据中台']);
});

it('a dry run sets none', async () => {
  await set(colleague, data, false);
  const { productSetFavorite } = await colleague.ask(
    `mutation($input: ProductSetFavoriteInput!) {
      productSetFavorite(input: $input, validateOnly: true) { product { isFavorite } userErrors { code } }
    }`,
    { input: { id: data, isFavorite: true } },
  );
  expect(productSetFavorite).toEqual({ product: { isFavorite: true }, userErrors: [] });
  expect(await names(colleague)).toEqual([]);
});
