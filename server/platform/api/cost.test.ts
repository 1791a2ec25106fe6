import { describe, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { actualCost, actualCostOfText, freeKeysIn, staticCost, type Variables } from './cost.ts';

function cost(text: string, variables: Variables = {}, enforce = true): number {
  const document = parse(text);
  return staticCost(document, getOperationAST(document)!, variables, enforce).requested;
}

describe('static cost', () => {
  test.each([
    ['{ __typename }', 1],
    ['{ a b c }', 1],
    ['{ a { x } b { c { x } } }', 3],
    ['{ l(first: 10) { nodes { x } } }', 11],
    ['{ l(first: 10) { edges { cursor node { x } } pageInfo { x } count { x } } }', 11],
    ['{ l(last: 10) { edges { cursor } } }', 11],
    ['{ l(first: 10) { pageInfo { x } } }', 1],
    ['{ l(first: 10) { nodes { a { x } } extra { x } } }', 22],
    ['{ l(first: 10) { nodes { m(first: 5) { nodes { x } } } } }', 71],
    [
      '{ l(first: 10) { ...C } } fragment C on L { nodes { ...N } } fragment N on N { a { x } }',
      21,
    ],
    ['{ l(first: 10) { ... { nodes { x } } } }', 11],
    ['{ l(first: 10) { x { y } } }', 11],
    ['{ a: l(first: 10) { nodes { x } } b: l(first: 10) { nodes { x } } }', 22],
    ['{ l { nodes { x } } }', 26],
    ['{ l { edges { cursor } } }', 26],
    ['{ l { count { value } } }', 1],
    ['{ l(first: 2) { nodes { m { nodes { x } } } } }', 55],
    ['{ l(first: 0) { nodes { x } } }', 1],
    ['{ l(first: -5) { nodes { x } } }', 1],
    ['{ l(first: 10) { totals { t { x } } } }', 51],
    ['{ l(first: 10) { nodes { x } totals { t { x } } } }', 61],
    ['{ l(first: 2) { nodes { m(first: 5) { nodes { x } totals { t { x } } } } } }', 115],
    ['{ l { sums: totals { t { x } } } }', 51],
    ['{ r(first: 10, groupBy: [A]) { rows { m { x } } isComplete } }', 71],
    ['mutation { a { x } b { x } }', 22],
  ])('%s costs %i', (text, points) => {
    expect(cost(text)).toBe(points);
  });

  test.each([
    [{ n: 20 }, 21],
    [{}, 8],
    [{ n: null }, 26],
    [{ n: '20' }, 101],
    [{ n: [1] }, 101],
  ])('a page size from variables %j costs %i', (variables, points) => {
    expect(cost('query($n: Int = 7) { l(first: $n) { nodes { x } } }', variables)).toBe(points);
  });

  test.each([
    ['{ nodes(ids: ["a", "b"]) { x } }', {}, 2],
    ['{ nodes(ids: []) { x } }', {}, 1],
    ['query($ids: [ID!]!) { nodes(ids: $ids) { x a { x } } }', { ids: ['a', 'b', 'c'] }, 6],
    ['query($ids: [ID!]!) { nodes(ids: $ids) { x } }', { ids: 'a' }, 100],
    [
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on A { x a { x } } } }',
      { r: [{}, {}] },
      4,
    ],
  ])('%s with %j costs %i', (text, variables, points) => {
    expect(cost(text, variables)).toBe(points);
  });

  test('above 1,000 the field is named; a trusted document is only counted', () => {
    const text = '{ a { x } l(first: 100) { nodes { m(first: 10) { nodes { x } } } } }';
    expect(() => cost(text)).toThrow('"l" exceeds the limit of 1000 for cost.');
    expect(cost(text, {}, false)).toBe(1202);
  });

  test('a page above 100 is refused', () => {
    expect(() => cost('{ a { big: l(first: 101) { nodes { x } } } }')).toThrow(
      '"big" exceeds the limit of 100 for pageSize.',
    );
    expect(() => cost('query($n: Int) { l(last: $n) { nodes { x } } }', { n: 1e9 })).toThrow(
      'pageSize',
    );
  });

  test('a page of flat rows may be longer, and ten rows are a point', () => {
    const rows = (first: number): number => {
      const document = parse(`{ rows(first: ${first}) { nodes { id } } }`);
      const operation = getOperationAST(document)!;
      return staticCost(document, operation, {}, true, new Map([['rows', 1_000]])).requested;
    };
    expect(rows(1_000)).toBe(101);
    expect(() => rows(1_001)).toThrow('"rows" exceeds the limit of 1000 for pageSize.');
  });

  test('expanded fragments are refused without being expanded', () => {
    const fan = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Q { a { ...F${i + 1} } b { ...F${i + 1} } }`,
    );
    expect(() => cost(`{ ...F0 } ${fan.join(' ')} fragment F40 on Q { x }`)).toThrow('cost');
  });
});

test('the points of totals stay charged, also under another name', () => {
  const fixed = (text: string): number => {
    const document = parse(text);
    return staticCost(document, getOperationAST(document)!, {}, true).fixed;
  };
  expect(fixed('{ l(first: 10) { nodes { x } } }')).toBe(0);
  expect(fixed('{ l(first: 10) { nodes { a { x } } sums: totals { t { x } } } }')).toBe(50);
  expect(fixed('{ l(first: 2) { nodes { m(first: 5) { totals { t { x } } } } } }')).toBe(100);
  expect(fixed('{ a: r(first: 10, groupBy: []) { rows { m { x } } } }')).toBe(50);
  expect(fixed('{ a { l { ...T } } } fragment T on L { totals { t { x } } }')).toBe(50);
});

test('actual cost counts the returned objects', () => {
  const node = { id: '1', owner: { name: 'x' } };
  expect(
    actualCost({
      l: { edges: [{ node }, { node: null }], pageInfo: { x: true }, count: { value: 2 } },
    }),
  ).toBe(3);
  expect(actualCost({ l: { nodes: [node, node] }, tags: ['a'] })).toBe(5);
  expect(actualCost(null)).toBe(1);
});

test('the cost of a result as text equals the cost of the parsed result', () => {
  const page = (nodes: unknown[]) => ({ nodes, pageInfo: { hasNextPage: true }, count: { n: 2 } });
  for (const data of [
    {
      l: page([
        { id: '{"x', note: 'a brace {' },
        { id: '"pageInfo":{"a', b: [{ c: '\\' }] },
      ]),
    },
    { l: { edges: [{ node: { id: 1 }, cursor: 'x' }, { node: null }] } },
    { l: { mypageInfo: { x: 1 }, pageInfo: { y: 1 } } },
    { l: { ...page([]), count: null }, viewer: { name: '\n{"' } },
    { l: null },
  ]) {
    const keys = freeKeysIn('{ edges pageInfo count }');
    expect(actualCostOfText(JSON.stringify(data), keys)).toBe(actualCost(data));
  }
});
