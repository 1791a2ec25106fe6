import { expect, it } from '@jest/globals';
import { searchReference } from './search.ts';
import type { ReferenceType } from './shapes.ts';

const TYPES: ReferenceType[] = [
  {
    name: 'Customer',
    kind: 'OBJECT',
    description: 'Company that buys.',
    fields: [
      { name: 'name', type: 'String!', description: 'Registered name.' },
      { name: 'status', type: 'Status!', description: 'State of the customer.' },
    ],
  },
  {
    name: 'Status',
    kind: 'ENUM',
    description: 'State.',
    values: [{ name: 'BOUND', description: 'Bound to a partner.' }],
  },
];
const found = (text: string): string[] =>
  searchReference(TYPES, text).map(({ type, member }) => (member ? `${type}.${member}` : type));

it.each([
  ['customer', ['Customer', 'Customer.name', 'Customer.status']],
  ['Customer.st', ['Customer.status']],
  ['status', ['Customer.status', 'Status', 'Status.BOUND']],
  ['bound', ['Status.BOUND']],
  ['registered', ['Customer.name']],
  ['nothing', []],
])('%s finds %j', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

it('shows at most 50 hits', () => {
  const values = Array.from({ length: 200 }, (_, i) => ({ name: `V${i}`, description: '' }));
  expect(searchReference([{ ...TYPES[1]!, values }], 'v')).toHaveLength(50);
});
