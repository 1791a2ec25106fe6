import { describe, expect, it } from '@jest/globals';
import { shopPlan } from '../../../../test/kit/shop.ts';
import type { ObjectPlan, PagePlan } from './plan.ts';

const ID = '0193a8c0-0000-7000-8000-000000000001';

const page = (source: string, variables = {}): PagePlan => {
  const [, root] = shopPlan(source, variables).plan.roots[0]!;
  if (root.kind !== 'page') throw new Error('no page');
  return root.page;
};
const node = (source: string): ObjectPlan => {
  const [, output] = page(source).outputs[0]!;
  if (output.kind !== 'nodes') throw new Error('no nodes');
  return output.target;
};

describe('a plan', () => {
  it('keeps the order and the aliases of the response keys', () => {
    const { fields } = node('{ customers(first: 2) { nodes { n: name id __typename } } }');
    expect(fields.map(([key, { kind }]) => [key, kind])).toEqual([
      ['n', 'value'],
      ['id', 'value'],
      ['__typename', 'typename'],
    ]);
  });

  it('merges fragments, also those on interfaces, and omits skipped fields', () => {
    const source = `query($no: Boolean!) { customers(first: 2) { nodes { ...a name ... on Node { id } ... on Order { number } } } }
      fragment a on Customer { note @skip(if: $no) big @include(if: $no) }`;
    const [, output] = page(source, { no: true }).outputs[0]!;
    const { fields } = (output as { target: ObjectPlan }).target;
    expect(fields.map(([key]) => key)).toEqual(['big', 'name', 'id']);
  });

  it('names the arguments of each connection separately', () => {
    const built = shopPlan(
      `query($after: String) { customers(first: 2) { nodes { orders(first: 3) { nodes { id } } } } b: customers(last: 1, before: $after) { nodes { id } } }`,
      { after: Buffer.from(JSON.stringify(['NAME', 'x', ID])).toString('base64url') },
    );
    const readings = built.sites.map((site) =>
      site.read({ after: Buffer.from(JSON.stringify(['NAME', 'y', ID])).toString('base64url') }),
    );
    expect(readings.map(({ values }) => values)).toEqual([
      {},
      {},
      { 's2.cursor.0': 'y', 's2.cursor.1': ID },
    ]);
    expect(readings[2]!.shape).toMatchObject({ size: 1, shape: { backwards: true } });
  });

  it('takes the type of a node from its id, and returns nothing for a type that the role may not read', () => {
    const source = `{ node(id: "cus_${ID}") { id ... on Customer { name } ... on Order { number } } }`;
    expect(shopPlan(source).plan.roots[0]![1]).toMatchObject({
      kind: 'lookup',
      column: 'id',
      arg: 's0',
      target: {
        fields: [
          ['id', {}],
          ['name', {}],
        ],
      },
    });
    expect(shopPlan(source, {}, 'buyer').plan.roots[0]![1]).toEqual({ kind: 'nothing' });
  });

  it('selects the properties that a code field needs', () => {
    expect(node('{ customers(first: 1) { nodes { initials } } }').fields).toMatchObject([
      ['initials', { kind: 'code', needs: [['name', { kind: 'value' }]] }],
    ]);
  });

  it('plans a value root with its selected parts', () => {
    expect(shopPlan('{ me { n: name __typename } }').plan.roots).toMatchObject([
      [
        'me',
        {
          kind: 'value',
          shape: {
            list: false,
            keys: [
              ['n', { name: 'name' }],
              ['__typename', 'typename'],
            ],
          },
        },
      ],
    ]);
  });

  it.each([
    ['{ weather }', 'weather is answered by code'],
    ['{ __schema { queryType { name } } }', '__schema reads the schema'],
    ['{ node(id: "xyz_1") { id } }', 'not a global id'],
    [`{ ${'x'.repeat(64)}: orders(first: 1) { nodes { id } } }`, 'too long'],
    ['mutation { x }', 'not a query'],
  ])('refuses %s and says why', (source, reason) => {
    expect(() => shopPlan(source)).toThrow(reason);
  });

  it.each([
    ['{ customers(first: 1, last: 1) { nodes { id } } }', 'not both'],
    ['{ customers(first: 101) { nodes { id } } }', 'from 1 to 100'],
    ['{ orders(first: 1001) { nodes { id } } }', 'from 1 to 1000'],
    ['{ customers(first: 1, after: "?") { nodes { id } } }', 'cursor'],
    ['{ customer(by: { id: "ord_1" }) { id } }', 'expected type'],
  ])('refuses the arguments of %s as the resolvers do', (source, message) => {
    expect(() => shopPlan(source)).toThrow(message);
  });
});
