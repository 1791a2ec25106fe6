import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { shopPlan } from '../../../../test/kit/shop.ts';
import { jsonWords, sql } from '../../sql/sql.ts';
import type { JsonShape } from '../shapes.ts';
import { switchesOf } from './argument-sites.ts';
import { askUpstreams } from './ask.ts';
import { hasCode, hasUpstream } from './code.ts';
import { finish } from './finish.ts';
import { constantParts, jsonParts, partsText } from './json-parts.ts';
import { pageNeeds } from './page-needs.ts';
import { specialize } from './specialize.ts';

const secrets = {} as never;

describe('the needs of a page', () => {
  it.each([
    ['first', 'nodes { id }', { more: false, rank: false, cursors: 'none' }],
    ['first', 'pageInfo { hasNextPage }', { more: true, rank: true, cursors: 'none' }],
    ['first', 'pageInfo { hasPreviousPage }', { more: false, rank: false, cursors: 'none' }],
    ['last', 'pageInfo { hasPreviousPage }', { more: true, rank: true, cursors: 'none' }],
    ['last', 'nodes { id }', { more: false, rank: true, cursors: 'none' }],
    ['first', 'pageInfo { endCursor }', { more: false, rank: false, cursors: 'ends' }],
    ['first', 'edges { cursor }', { more: false, rank: false, cursors: 'each' }],
  ])('%s: 1 with %s', (end, selection, expected) => {
    const { roots } = shopPlan(`{ orders(${end}: 1) { ${selection} } }`).plan;
    const [, root] = roots[0]!;
    expect(root.kind === 'page' && pageNeeds(root.page)).toEqual(expected);
  });
});

describe('code in a plan', () => {
  it.each([
    ['id newest { p: paidBy }', false],
    ['i: initials', true],
    ['lines { id } r: rating { stars }', true],
    ['orders(first: 1) { edges { node { paidBy } } } lines { id }', false],
  ])('%s: %s', (fields, expected) => {
    const { plan } = shopPlan(`{ customers(first: 1) { nodes { ${fields} } } }`);
    expect(hasCode(plan)).toBe(expected);
    expect(hasUpstream(plan)).toBe(fields.includes('rating'));
  });
});

describe('finishing', () => {
  const { plan } = shopPlan(
    '{ customers(first: 1) { edges { node { i: initials lines { paidBy } } } } }',
  );
  const data = (name: string) => ({
    customers: { edges: [{ node: { i: { name }, lines: [{ paidBy: 'X' }] } }] },
  });

  it('computes code fields over the parsed rows', () => {
    expect(finish(plan, data('王小明'), secrets)).toEqual({
      customers: { edges: [{ node: { i: '王', lines: [{ paidBy: 'X' }] } }] },
    });
  });

  it('refuses code that returns null against the schema', () => {
    expect(() => finish(plan, data(''), secrets)).toThrow('Customer.i is null');
  });
});

describe('upstreams', () => {
  const { plan } = shopPlan(`{
    customers(first: 2) { nodes { r: rating { s: stars __typename } } edges { node { rating { by } } } }
    customer(by: { name: "x" }) { rating { by stars } }
    node(id: "cus_018f0000-0000-7000-8000-000000000000") { id ... on Customer { rating { by } } }
  }`);

  it('are asked once for each value, all at once and with the path, and not for null', async () => {
    const data = {
      customers: {
        nodes: [{ r: 'ann' }, { r: null }],
        edges: [{ node: { rating: 'ann' } }, { node: { rating: null } }],
      },
      customer: { rating: 'bob' },
      node: null,
    };
    const asked: unknown[] = [];
    const answers = Promise.withResolvers<void>();
    const answer = askUpstreams(plan, data, async (upstream, input, path) => {
      asked.push([upstream, input, path.join('.')]);
      if (asked.length === 3) answers.resolve();
      await answers.promise;
      return input === 'bob' ? null : { stars: 5, by: input };
    });
    expect(await answer).toEqual({
      customers: {
        nodes: [{ r: { s: 5, __typename: 'Rating' } }, { r: null }],
        edges: [{ node: { rating: { by: 'ann' } } }, { node: { rating: null } }],
      },
      customer: { rating: null },
      node: null,
    });
    expect(asked).toEqual([
      ['ratings', 'ann', 'customers.nodes.0.r'],
      ['ratings', 'ann', 'customers.edges.0.node.rating'],
      ['ratings', 'bob', 'customer.rating'],
    ]);
  });
});

describe('parts of JSON', () => {
  const shape: JsonShape = {
    list: false,
    typeName: 'Money',
    keys: [
      ['a', { name: 'amount', sub: null }],
      ['t', 'typename'],
    ],
  };

  it('builds only the selected parts of an object whose parts are known', () => {
    const keys = { amount: sql.raw('amount'), currency: sql.raw('currency') };
    expect(sql.textOf(partsText(sql.object(keys), shape))).toBe(
      `(select row_to_json(o) from (select amount as "a", 'Money' as "t") o)::text`,
    );
    expect(sql.textOf(partsText(jsonWords(keys, sql.raw('x is not null')), shape))).toBe(
      `(case when x is not null then '{"a":"' || amount || '","t":"' || 'Money' || '"}' end)`,
    );
  });

  it('extracts the parts of any other value, lists in their order', () => {
    expect(sql.textOf(jsonParts(sql.raw('j'), shape))).toContain(`v.j->'amount' as "a"`);
    expect(sql.textOf(jsonParts(sql.raw('j'), { ...shape, list: true }))).toContain(
      'json_array_elements(v.j) with ordinality',
    );
  });

  it('selects the parts of a constant while compiling', () => {
    const value = { amount: '1.00', currency: 'CNY' };
    expect(constantParts(value, shape)).toEqual({ a: '1.00', t: 'Money' });
    expect(constantParts([value], { ...shape, list: true })).toEqual([{ a: '1.00', t: 'Money' }]);
    expect(constantParts(null, shape)).toBeNull();
  });
});

describe('specialization', () => {
  it('replaces the traits that all viewers of a statement share by constants', () => {
    const fragment = sql`${sql.viewer.side} ${sql.viewer.memberId} ${sql.viewer.tenantId}`;
    const traits = { role: 'csp.owner', hasMember: false, hasSubject: false } as const;
    const { parts } = specialize(fragment, traits);
    expect(parts.flatMap((part) => ('text' in part ? [part.text] : []))).toEqual(
      expect.arrayContaining(["'partner'", 'null']),
    );
    expect(parts.filter((part) => !('text' in part))).toEqual([{ viewer: 'tenantId' }]);
    expect(specialize(fragment, { ...traits, hasMember: true }).parts).toContainEqual({
      viewer: 'memberId',
    });
  });
});

describe('switches of an operation', () => {
  it('are the variables of directives and the node roots, in the operation and its fragments', () => {
    const document = parse(`
      query A($a: Boolean!, $b: Boolean!, $id: ID!) { x @skip(if: $a) ...f node(id: $id) { id } }
      query B($c: Boolean!) { y @include(if: $c) }
      fragment f on Query { z @include(if: $b) w @skip(if: true) }`);
    const { variables, nodes } = switchesOf(document, getOperationAST(document, 'A')!);
    expect(variables.toSorted()).toEqual(['a', 'b']);
    expect(nodes).toHaveLength(1);
  });
});
