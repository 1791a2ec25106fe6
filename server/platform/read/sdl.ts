import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { registerEnumType } from 'type-graphql';
import {
  type ArgShape,
  declareFields,
  declareRoots,
  type FieldDeclaration,
  inputObject,
  objectType,
  type ResolverClass,
} from '../schema/declare.ts';
import { CountType, NodeType, OrderDirection, PageInfoType } from '../schema/types.ts';
import { rolesOf } from '../viewer.ts';
import { type OneRoot, PAGE_MOST, type Reads, type Relation, type ValueRoot } from './declare.ts';
import type { Models, ReadModel } from './model.ts';

/** The SDL of a connection: its object types, and its arguments but those of the page. */
interface ConnectionShape {
  readonly type: object;
  readonly args: readonly ArgShape[];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names of the `@oneOf` inputs that the declarations need; the assembly marks them. */
export const byInputName = (root: string): string => `${capital(root)}By`;

const filterInputs = new WeakMap<Reads, object>();

/** The filter input of a list, for inputs that name rows by it. Known once the lists are declared. */
export function filterInput(reads: Reads): object {
  const input = filterInputs.get(reads);
  if (!input) throw new Error('This type has no list with filters');
  return input;
}

/**
 * Declares to type-graphql everything that follows from the read declarations: connections, filters,
 * orderings, relation fields, edge fields and roots. Returns the resolver classes to build the schema from.
 */
export function declareSdl(models: Models, values: readonly ValueRoot[]): ResolverClass[] {
  const connections = new Map<ReadModel, ConnectionShape>();
  const connection = (model: ReadModel): ConnectionShape => {
    const known = connections.get(model);
    if (known) return known;
    const made = { type: connectionType(model), args: connectionArgs(model) };
    connections.set(model, made);
    return made;
  };
  const classes: ResolverClass[] = [];
  for (const model of models.values()) {
    const relations = [...model.relations].map(([name, relation]) =>
      relationField(name, relation, models, connection),
    );
    const added = model.edges.flatMap((edge) =>
      Object.entries(edge.fields ?? {}).map(([name, { source: _, ...shape }]) => ({
        name,
        ...shape,
      })),
    );
    classes.push(declareFields(model.reads.type, [...relations, ...added]));
  }
  const roots = [...models.values()].flatMap((model) =>
    Object.entries(model.reads.spec.roots ?? {}).map(([name, root]) =>
      root.kind === 'one'
        ? { ...oneField(name, root, model), roles: model.roles }
        : {
            name,
            description: root.description,
            type: () => connection(model).type,
            args: [...pageArgs(root.most), ...connection(model).args],
            roles: model.roles,
            most: root.most,
          },
    ),
  );
  const everyone = rolesOf('partner', 'seller', 'operator', 'customer', 'reporting');
  const nodes = [nodeField, nodesField].map((field) => ({ ...field, roles: everyone }));
  classes.push(declareRoots('Query', [...roots, ...values, ...nodes]));
  return classes;
}

const nodeField: FieldDeclaration = {
  name: 'node',
  description: "Object by its global id; null if the viewer's scope holds none.",
  type: () => NodeType,
  nullable: true,
  args: [{ name: 'id', type: () => GraphQLID, description: 'Global id.' }],
};

const nodesField: FieldDeclaration = {
  name: 'nodes',
  description:
    "Objects by their global ids, in the order of the ids; null for each one outside the viewer's scope.",
  type: () => [NodeType],
  nullable: 'items',
  args: [
    { name: 'ids', type: () => [GraphQLID], description: `Global ids, at most ${PAGE_MOST}.` },
  ],
};

function relationField(
  name: string,
  relation: Relation,
  models: Models,
  connection: (m: ReadModel) => ConnectionShape,
): FieldDeclaration {
  const target = models.get(relation.to());
  if (!target) throw new Error(`The relation ${name} leads to a type that no module reads`);
  const { description } = relation;
  if (relation.kind === 'one')
    return { name, description, type: () => target.reads.type, nullable: relation.nullable };
  if (relation.kind === 'some') return { name, description, type: () => [target.reads.type] };
  const { type, args } = connection(target);
  return { name, description, type: () => type, args: [...pageArgs(), ...args] };
}

function oneField(name: string, root: OneRoot, model: ReadModel): FieldDeclaration {
  const by = inputObject(
    byInputName(name),
    `Key of one ${model.name}: exactly one of the fields.`,
    [
      { name: 'id', type: () => GraphQLID, nullable: true, description: 'Global id.' },
      ...Object.entries(root.by).map(([key, { description }]) => ({
        name: key,
        type: () => GraphQLString,
        nullable: true,
        description,
      })),
    ],
  );
  return {
    name,
    description: root.description,
    type: () => model.reads.type,
    nullable: true,
    args: [{ name: 'by', type: () => by, description: 'Key of the object.' }],
  };
}

function connectionType(model: ReadModel): object {
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
  ]);
}

const pageArgs = (most: number = PAGE_MOST): ArgShape[] => [
  {
    name: 'first',
    type: () => GraphQLInt,
    nullable: true,
    description: `Number of rows from the start, 1 to ${most}. Give \`first\` or \`last\`.`,
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
    description: `Number of rows from the end, 1 to ${most}.`,
  },
  {
    name: 'before',
    type: () => GraphQLString,
    nullable: true,
    description: 'Cursor before which the page ends.',
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
        description,
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
  const orders = Object.entries(model.reads.spec.orders ?? {});
  if (orders.length > 1) {
    const fields = Object.fromEntries(orders.map(([key]) => [key, key]));
    registerEnumType(fields, {
      name: `${model.name}OrderField`,
      description: `Ordering keys of a list of ${model.name}; ties are broken by id.`,
      valuesConfig: Object.fromEntries(
        orders.map(([key, [column]]) => [key, { description: orderText(column!) }]),
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

/** A column `…OrNever` has the end of time in place of null, which no list can be read on from. */
const orderText = (column: string): string =>
  column.endsWith('OrNever')
    ? `Order by ${column.slice(0, -'OrNever'.length)}; null counts as the latest.`
    : `Order by ${column}.`;
