import { expect, it } from '@jest/globals';
import { cacheSchema, withoutKeys } from './cache-schema.ts';

it('reads lists, nulls and interfaces of the text that the generator writes', () => {
  const { types } = cacheSchema('Order Node:id! tags![! note\n*Node:id!').__schema;
  const [order, node] = types!;
  expect(order).toMatchObject({
    kind: 'OBJECT',
    name: 'Order',
    interfaces: [{ name: 'Node' }],
    fields: [
      { name: 'id', type: { kind: 'NON_NULL', ofType: { kind: 'SCALAR' } } },
      {
        name: 'tags',
        type: { kind: 'NON_NULL', ofType: { kind: 'LIST', ofType: { kind: 'NON_NULL' } } },
      },
      { name: 'note', type: { kind: 'SCALAR' } },
    ],
  });
  expect(node).toMatchObject({ kind: 'INTERFACE', possibleTypes: [{ name: 'Order' }] });
});

it('gives types without an id no key', () => {
  const keys = withoutKeys('OrderConnection Money');
  expect(Object.keys(keys)).toEqual(['OrderConnection', 'Money']);
  expect(keys.Money!({ __typename: 'Money' })).toBeNull();
});
