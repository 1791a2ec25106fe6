import { expect, test } from '@jest/globals';
import { searchKey } from '../../../server/modules/partners/index.ts';
import { testWorld } from '../../kit/test-world.ts';
import { bound, customerOf, partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { notices } from '../invoices/notices.ts';
import { certified } from '../settlement/bills.ts';

const world = testWorld('search');

test('a name whose initials begin with the text comes before one that contains the letters', async () => {
  const partner = await partnerOf(world, '云帆科技');
  const manager = await world.member(partner, 'csp.manager');
  // 海澜教育 is hailanjiaoyu, and the newest of all.
  for (const name of ['南京智云', '东方制造', '海澜教育'])
    await customerOf(world, name, [partner], { nameKey: searchKey(name) });
  const titles = async (text: string) => {
    const { search } = await manager.ask(
      'query($text: String!) { search(query: $text, first: 5) { nodes { title } } }',
      { text },
    );
    return search.nodes.map((one: { title: string }) => one.title);
  };
  expect(await titles('nj')).toEqual(['南京智云', '海澜教育']);
  expect(await titles('njzy')).toEqual(['南京智云']);
  expect(await titles('教育')).toEqual(['海澜教育']);
});

test('spaces may separate syllables, and a customer with its binding is one result', async () => {
  const partner = await partnerOf(world, '安信伙伴');
  const manager = await world.member(partner, 'csp.manager');
  const name = '深圳安信科技';
  const id = await customerOf(world, name, [partner], { nameKey: searchKey(name) });
  await bound(world, manager, id);
  for (const text of ['sz anxin', 'anxin shenzhen', 'szax', '深圳 安信']) {
    const { search } = await manager.ask(
      'query($text: String!) { search(query: $text, first: 5) { nodes { id type } } }',
      { text },
    );
    expect(search.nodes).toEqual([{ id, type: 'Customer' }]);
  }
});

test('bills and invoices are found by their month and by their numbers', async () => {
  const stage = await setStage(world);
  const { finance } = await certified(stage);
  const [notice] = await notices(stage, 1);
  const { settlementBill: bill } = await finance.ask(
    `{ settlementBill(by: { id: "stl_${notice!.billId}" }) { number period paymentRequestNumber } }`,
  );
  const found = async (text: string): Promise<string[]> => {
    const { search } = await finance.ask(
      'query($text: String!) { search(query: $text, first: 5) { nodes { type title matchedBy } } }',
      { text },
    );
    return search.nodes
      .filter(({ type }: any) => /Bill|Invoice/.test(type))
      .map(({ title }: any) => title);
  };
  const both = [bill.number, bill.paymentRequestNumber];
  const [year, month] = bill.period.split('-');
  for (const text of [
    bill.period,
    `${year}${month}`,
    `${year}/${Number(month)}`,
    `${year}年${Number(month)}月`,
    `${Number(month)}月`,
    `${month} 月份`,
  ])
    expect(await found(text)).toEqual(both);
  expect(await found(bill.number.toLowerCase())).toEqual([bill.number]);
  expect(await found(bill.paymentRequestNumber)).toEqual([bill.paymentRequestNumber]);
  for (const text of ['2031-10', '13月', '0月', `${year}-13`])
    expect(await found(text)).toEqual([]);
  // The search fields of the lists understand the same.
  const { settlementBills, invoices } = await finance.ask(
    'query($text: String!) { settlementBills(first: 5, filter: { search: $text }) { nodes { number } } invoices(first: 5, filter: { search: $text }) { nodes { paymentRequestNumber } } }',
    { text: bill.period },
  );
  expect([settlementBills.nodes[0].number, invoices.nodes[0].paymentRequestNumber]).toEqual(both);
});
