import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { noon, ordered } from './deals.ts';

const stage = testStage('seller-search', setStage);
let otherSeller: Caller;
let number: string;

beforeAll(async () => {
  const other = await stage.world.organization('SELLER', '另一商家');
  otherSeller = await stage.world.member(other, 'seller.manager');
  const foreign = await listed(otherSeller, '安全网关');
  const ofOther = {
    sellerId: other.id,
    productId: foreign.productId.slice(4),
    specificationId: foreign.specifications[0].slice(4),
    productName: '安全网关',
  };
  const order = await ordered(stage, {
    placedAt: noon('02-12'),
    searchKey: 'the text of the order names 星云erp and 安全网关',
    upstreamOrderId: 'CS2602120001',
    lines: [{}, ofOther],
  });
  number = order.number;
});

const SEARCH = `query ($text: String!) {
  orders(first: 5, filter: { search: $text }) { nodes { number } }
  search(query: $text, first: 5) { nodes { type code } } }`;

/** The numbers of the orders that the list and the search over all types find. */
async function found(viewer: Caller, text: string): Promise<readonly string[][]> {
  const { orders, search } = await viewer.ask(SEARCH, { text });
  return [
    orders.nodes.map((node: { number: string }) => node.number),
    search.nodes.flatMap(({ type, code }: { type: string; code: string }) =>
      type === 'Order' ? [code] : [],
    ),
  ];
}

// The search text of an order names the products of all its sellers.
it('a seller finds a shared order by its own products only', async () => {
  const [own, none] = [
    [[number], [number]],
    [[], []],
  ];
  const [mine, theirs] = [stage.sellerManager, otherSeller];
  for (const [text, finder, other] of [
    ['星云', mine, theirs],
    ['xingyun', mine, theirs],
    ['xy', mine, theirs],
    ['安全网关', theirs, mine],
    ['anquanwangguan', theirs, mine],
    ['aqwg', theirs, mine],
  ] as const)
    expect([text, await found(finder, text), await found(other, text)]).toEqual([text, own, none]);
});

it('every seller of the order finds it by number, upstream id and customer', async () => {
  for (const text of [number.toLowerCase(), 'cs2602120001', '东方制造'])
    for (const viewer of [stage.sellerManager, otherSeller])
      expect([text, (await found(viewer, text))[0]]).toEqual([text, [number]]);
});

it('a change of the order that names only products of others is no change for a seller', async () => {
  const changed = async () =>
    (
      await stage.world.rows<{ at: string }>(
        sql`select updated_at::text as at from order_access order by 1`,
      )
    ).map(({ at }) => at);
  const before = await changed();
  await stage.world.rows(
    sql`update customer_order set search_key = search_key || ' 又一产品' where number = ${number}`,
  );
  expect(await changed()).toEqual(before);
  expect((await found(otherSeller, '又一产品'))[0]).toEqual([]);
});
