import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { shop } from '../../../../test/kit/shop.ts';
import { PlanCache, type Planned } from './cache.ts';
import type { ViewerTraits } from './plan.ts';

const OWNER: ViewerTraits = { role: 'csp.owner', hasMember: true, hasSubject: false };
const ID = '0193a8c0-0000-7000-8000-00000000000';

const open = (source: string) => {
  const plans = new PlanCache(shop);
  const document = parse(source);
  const find = (variables: Record<string, unknown> = {}, traits = OWNER, name?: string) =>
    plans.find(document, name, variables, traits);
  return { plans, find, made: (...args: Parameters<typeof find>) => find(...args) as Planned };
};

describe('the cache of plans', () => {
  it('compiles once, however the values differ', () => {
    const { made, plans } = open('query($id: ID!) { customer(by: { id: $id }) { name } }');
    const [one, two] = [made({ id: `cus_${ID}1` }), made({ id: `cus_${ID}2` })];
    expect(two.compiled).toBe(one.compiled);
    expect([one.values, two.values]).toEqual([{ s0: `${ID}1` }, { s0: `${ID}2` }]);
    expect(plans.size).toBe(1);
  });

  it('compiles one statement for each page size, direction and look-up', () => {
    const { made, plans } = open(
      'query($n: Int, $l: Int) { orders(first: $n, last: $l) { nodes { id } } }',
    );
    const sizes = [made({ n: 1 }), made({ n: 2 }), made({ l: 1 }), made({ n: 1 })];
    expect(new Set(sizes.map(({ compiled }) => compiled.statement.text)).size).toBe(3);
    expect(plans.size).toBe(3);
  });

  it('separates variants by @skip, by the type of a node and by the viewer', () => {
    const { made, plans } = open(
      `query($id: ID!, $no: Boolean!) { node(id: $id) { id ... on Customer { name @skip(if: $no) note } } }`,
    );
    const customer = { id: `cus_${ID}1`, no: false };
    const names = [
      made(customer),
      made({ ...customer, no: true }),
      made({ ...customer, id: `ord_${ID}1` }),
      made(customer, { role: 'operator', hasMember: true, hasSubject: false }),
    ].map(({ compiled }) => compiled.statement.text);
    expect(new Set(names).size).toBe(4);
    expect(plans.size).toBe(4);
  });

  it('remembers operations that cannot be planned, and reports no error itself', () => {
    const { find } = open('query($n: Int) { orders(first: $n) { nodes { id } } weather }');
    expect(find({ n: 1 })).toEqual({ unplanned: 'weather is answered by code' });
    expect(find({ n: 1 })).toEqual({ unplanned: 'weather is answered by code' });
    expect(open('query($n: Int) { orders(first: $n) { nodes { id } } }').find({ n: 0 })).toEqual({
      unplanned: 'BAD_USER_INPUT',
    });
    expect(open('query($n: Int!) { orders(first: $n) { nodes { id } } }').find({})).toEqual({
      unplanned: 'wrong variables',
    });
    expect(open('query A { weather } query B { weather }').find()).toEqual({
      unplanned: 'no single operation',
    });
  });
});
