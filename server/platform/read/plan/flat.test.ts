import { describe, expect, it } from '@jest/globals';
import { shopPlan } from '../../../../test/kit/shop.ts';
import { flatOf } from './flat.ts';
import { serializer } from './serialize.ts';

const flat = (source: string) => flatOf(shopPlan(source).plan);
interface Written {
  orders: { nodes: unknown[]; pageInfo: unknown };
}
const written = (source: string, rows: (string | null)[][]): Written =>
  JSON.parse(serializer(flat(source)!)(rows));

describe('a flat plan', () => {
  it.each([
    ['a short page', '{ orders(first: 200) { nodes { id } } }'],
    ['two roots', '{ a: orders(first: 500) { nodes { id } } b: __typename }'],
    ['a count', '{ orders(first: 500) { nodes { id } count { value } } }'],
    ['edges', '{ orders(first: 500) { edges { cursor } } }'],
    ['the rows twice', '{ orders(first: 500) { a: nodes { id } b: nodes { id } } }'],
    ['no rows', '{ orders(first: 500) { pageInfo { hasNextPage } } }'],
    ['a look-up', '{ customer(by: { name: "x" }) { id } }'],
  ])('is not made of %s', (_, source) => {
    expect(flat(source)).toBeNull();
  });

  it('joins the objects of the rows', () => {
    const source = '{ list: orders(first: 500) { nodes { id paidBy } __typename } }';
    expect(
      written(source, [
        ['{"id":"ord_1","paidBy":"a \\"quoted\\" text"}'],
        ['{"id":"ord_2","paidBy":"张三"}'],
      ]),
    ).toEqual({
      list: {
        nodes: [
          { id: 'ord_1', paidBy: 'a "quoted" text' },
          { id: 'ord_2', paidBy: '张三' },
        ],
        __typename: 'OrderConnection',
      },
    });
    expect(written(source, [])).toEqual({ list: { nodes: [], __typename: 'OrderConnection' } });
  });

  it('derives hasNextPage from the row after the page', () => {
    const info = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    const rows = Array.from({ length: 502 }, (_, i) => [`{"number":${i}}`, `time ${i}`, `id ${i}`]);
    const cursor = (i: number): string =>
      Buffer.from(JSON.stringify(['CREATED', `time ${i}`, `id ${i}`])).toString('base64url');
    const first = written(`{ orders(first: 501) { nodes { number } ${info} } }`, rows);
    expect(first.orders.nodes).toHaveLength(501);
    expect(first.orders.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursor(0),
      endCursor: cursor(500),
    });
    const last = written(`{ orders(last: 600) { nodes { number } ${info} } }`, rows);
    expect(last.orders.nodes[0]).toEqual({ number: 501 });
    expect(last.orders.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: cursor(501),
      endCursor: cursor(0),
    });
  });
});
