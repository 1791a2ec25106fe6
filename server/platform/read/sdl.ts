import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { registerEnumType } from 'type-graphql';
import { getOrInsert } from '../get-or-insert.ts';
import { type ArgShape, inputObject, objectType, oneOfInput } from '../schema/declare.ts';
import { CountType, OrderDirection, PageInfoType } from '../schema/types.ts';
import { ACCESS } from '../sql/columns.ts';
import { UPDATED, UPDATED_TEXT } from './changes.ts';
import { PAGE_DEFAULT, PAGE_MOST, type Reads } from './declare.ts';
import { CLOSED_TEXT, isClosed } from './hidden.ts';
import type { ReadModel } from './model.ts';
import { isNullable } from './totals.ts';

// Object and input types that are generated from read declarations: connections, filters, orderings and look-ups.

/** The SDL of a connection: its object types, and its arguments except those of the page. */
interface ConnectionShape {
  readonly type: new () => object;
  readonly args: readonly ArgShape[];
}

const connections = new WeakMap<ReadModel, ConnectionShape>();
const filterInputs = new WeakMap<Reads, object>();

/** The connection of a type; all lists of the type share it. */
export const connectionOf = (model: ReadModel): ConnectionShape =>
  getOrInsert(connections, model, () => ({
    type: connectionType(model),
    args: connectionArgs(model),
  }));

/** The filter input of a list, for inputs that select rows by filter. Available once the lists are declared. */
export function filterInput(reads: Reads): object {
  const input = filterInputs.get(reads);
  if (!input) throw new Error('This type has no list with filters');
  return input;
}

export const byInput = (root: string, { name, keys }: ReadModel): object =>
  oneOfInput(
    `${root.charAt(0).toUpperCase()}${root.slice(1)}By`,
    `Key of one ${name}: exactly one of the fields.`,
    [
      { name: 'id', type: () => GraphQLID, nullable: true, description: 'Global id.' },
      ...[...keys].flatMap(([key, { description, isShared }]) =>
        isShared ? [] : [{ name: key, type: () => GraphQLString, nullable: true, description }],
      ),
    ],
  );

function connectionType(model: ReadModel): new () => object {
  const { name, reads } = model;
  const edge = objectType(`${name}Edge`, `Edge of a page: one ${name} with its cursor.`, [
    { name: 'node', type: () => reads.type, description: 'The object.' },
    {
      name: 'cursor',
      type: () => GraphQLString,
      description: 'Position in the list, for `after` and `before`.',
    },
  ]);
  return objectType(`${name}Connection`, `Page of a list of ${name}.`, [
    { name: 'edges', type: () => [edge], description: 'The rows with their cursors.' },
    { name: 'nodes', type: () => [reads.type], description: 'The rows.' },
    {
      name: 'pageInfo',
      type: () => PageInfoType,
      description: 'Position of the page in the list.',
    },
    {
      name: 'count',
      type: () => CountType,
      description: 'Number of rows in the list, counted up to 10,000.',
    },
    ...totalsField(model),
  ]);
}

/** The field `totals` of a connection, if the type has measures. */
function totalsField(model: ReadModel): ArgShape[] {
  const { name, measures } = model;
  if (measures.size === 0) return [];
  const totals = objectType(
    `${name}Totals`,
    `Sums over all rows of a list of ${name}, exact to the smallest unit.`,
    [...measures].map(([field, measure]) => ({
      name: field,
      type: measure.type,
      description: measure.description,
      nullable: isNullable(model, field),
    })),
  );
  const description =
    'Sums over all rows of the list that the viewer sees and the filter accepts, whatever the page. A request costs 50 points for them.';
  return [{ name: 'totals', type: () => totals, description }];
}

export const pageArgs = (most: number = PAGE_MOST): ArgShape[] => [
  {
    name: 'first',
    type: () => GraphQLInt,
    nullable: true,
    description: `Number of rows from the start, 1 to ${most}; by default ${PAGE_DEFAULT}.`,
  },
  {
    name: 'after',
    type: () => GraphQLString,
    nullable: true,
    description: 'Cursor after which the page begins.',
  },
  {
    name: 'last',
    type: () => GraphQLInt,
    nullable: true,
    description: `Number of rows from the end, 1 to ${most}, instead of \`first\`.`,
  },
  {
    name: 'before',
    type: () => GraphQLString,
    nullable: true,
    description: 'Cursor before which the page ends; goes with `last`.',
  },
];

function connectionArgs(model: ReadModel): ArgShape[] {
  const args: ArgShape[] = [];
  if (model.filters.size > 0) {
    const filter = inputObject(
      `${model.name}Filter`,
      `Conditions on a list of ${model.name}; a row must meet all that are given.`,
      [...model.filters].map(([name, { type, description }]) => ({
        name,
        type,
        description: `${description}${isClosed(model, 'filters', name) ? CLOSED_TEXT : ''}`,
        nullable: true,
      })),
    );
    filterInputs.set(model.reads, filter);
    args.push({
      name: 'filter',
      type: () => filter,
      nullable: true,
      description: 'Conditions on the rows; all must hold.',
    });
  }
  const orders = [...model.orders];
  if (orders.length > 1) {
    const fields = Object.fromEntries(orders.map(([key]) => [key, key]));
    registerEnumType(fields, {
      name: `${model.name}OrderField`,
      description: `Ordering keys of a list of ${model.name}; ties are broken by id.`,
      valuesConfig: Object.fromEntries(
        orders.map(([key, [column]]) => [
          key,
          {
            description: `${key === UPDATED ? UPDATED_TEXT : orderText(column!)}${isClosed(model, 'orders', key) ? CLOSED_TEXT : ''}`,
          },
        ]),
      ),
    });
    const order = inputObject(`${model.name}Order`, `Ordering of a list of ${model.name}.`, [
      { name: 'field', type: () => fields, description: 'Key of the ordering.' },
      { name: 'direction', type: () => OrderDirection, description: 'Direction of the ordering.' },
    ]);
    args.push({
      name: 'orderBy',
      type: () => order,
      nullable: true,
      description: `Ordering; by default ${orders[0]![0]}.`,
    });
  }
  return args;
}

/** Meaning of null by the suffix of a column that holds a value instead, since keyset pagination cannot continue from null. */
const NULLS = { OrNever: 'the latest', OrEarliest: 'the earliest', OrZero: 'zero' } as const;

function orderText(column: string): string {
  for (const [suffix, meaning] of Object.entries(NULLS))
    if (column.endsWith(suffix))
      return `Order by ${column.slice(0, -suffix.length)}; null counts as ${meaning}.`;
  return `Order by ${column.replace(ACCESS, '').replace(/Minor$/, '')}.`;
}
