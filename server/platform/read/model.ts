import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isNonNullType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import {
  type Assignment,
  assignmentTo,
  type Grant,
  type Parties,
  partiesOf,
} from '../db/parties.ts';
import { type ColumnModel, type TableModel, tableModel } from '../sql/columns.ts';
import type { Role } from '../viewer.ts';
import type { BoundGuard } from './actions.ts';
import { isRecord, UPDATED, UPDATED_KEY, updatedWithin } from './changes.ts';
import {
  type ActionsField,
  type CodeField,
  type DerivedField,
  type FieldSource,
  type Filter,
  type Key,
  type Measure,
  PAGE_MOST,
  type ReadEdge,
  type Reads,
  type Relation,
  type SqlOf,
  type UpstreamField,
} from './declare.ts';
import { filter } from './filters.ts';
import { keyFilters, keysOf } from './keys.ts';

/** The source of the value of one SDL field. */
export type FieldPlan =
  | { readonly kind: 'id'; readonly prefix: string }
  | { readonly kind: 'column'; readonly column: ColumnModel; readonly property: string }
  | { readonly kind: 'sql'; readonly source: SqlOf<string>; readonly nullable: boolean }
  | { readonly kind: 'code'; readonly source: CodeField }
  /** `need` is the field with the SQL value that the upstream is asked with. */
  | { readonly kind: 'upstream'; readonly need: string; readonly upstream: string }
  | {
      readonly kind: 'actions';
      readonly source: ActionsField;
      readonly guardsOf: (event: string, state: string, role: Role) => readonly BoundGuard[];
      readonly parties: Parties;
    }
  | { readonly kind: 'relation'; readonly relation: Relation };

/** The source of a value that SQL gives. */
export type SqlPlan = Exclude<FieldPlan, { kind: 'code' | 'relation' | 'upstream' }>;

/** A type with the sources of its fields. */
export interface RowModel {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldPlan>;
}

/** A read declaration joined with its table, its edges and its SDL name. Both executions work from it. */
export interface ReadModel extends RowModel {
  readonly reads: Reads;
  readonly table: TableModel;
  readonly parties: Parties;
  /** Access rows that grant some sides a view of the rows. */
  readonly access: (Grant & { readonly table: TableModel }) | null;
  /** The access table that assigns customers to representatives. */
  readonly assignment: Assignment | null;
  readonly relations: ReadonlyMap<string, Relation>;
  /** Columns by which clients look rows up, besides the id. */
  readonly keys: ReadonlyMap<string, Key>;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly measures: ReadonlyMap<string, Measure>;
  /** Orderings by name: property lists ending in `id`. The first is the default. */
  readonly orders: ReadonlyMap<string, readonly string[]>;
  readonly edges: readonly ReadEdge[];
  readonly roles: readonly Role[];
}

export type Models = ReadonlyMap<Reads, ReadModel>;
/** The guards on an event of a role in a state (null: before the object exists), including those of later modules. */
export type GuardLookup = (
  field: ActionsField,
  event: string,
  from: string | null,
  role: Role,
) => readonly BoundGuard[];

/** Joins the declarations of all modules with the edges. Throws on an edge to an unknown declaration. */
export function buildModels(
  declarations: readonly Reads[],
  edges: readonly ReadEdge[],
  guards: GuardLookup,
): Models {
  const models = new Map<Reads, ReadModel>();
  const assignment = assignmentIn(declarations);
  for (const reads of declarations) {
    const own = edges.filter((edge) => edge.on === reads);
    const table = tableModel(reads.entity);
    const relations = merge(
      reads.spec.relations,
      own.map((edge) => edge.relations),
    );
    const sources = new Map<string, FieldSource>([
      ...Object.entries(reads.spec.fields ?? {}),
      ...own.flatMap((edge) =>
        Object.entries(edge.fields ?? {}).map(([name, field]) => [name, field.source] as const),
      ),
    ]);
    const fields = new Map<string, FieldPlan>([['id', { kind: 'id', prefix: reads.spec.id }]]);
    const keys = keysOf(reads);
    for (const [property, column] of table.columns) {
      if (property !== 'id') fields.set(property, { kind: 'column', column, property });
    }
    for (const [name, source] of sources) {
      if ('from' in source)
        for (const [own, plan] of plansFrom(name, source)) fields.set(own, plan);
      else fields.set(name, planOf(source, reads, table, guards));
    }
    for (const [name, relation] of relations) fields.set(name, { kind: 'relation', relation });
    models.set(reads, {
      name: reads.name,
      reads,
      table,
      parties: partiesOf(reads.entity),
      access: accessOf(reads),
      assignment,
      fields,
      relations,
      keys,
      filters: merge(
        {
          ...(isListed(reads) && {
            ids: filter.ids('id', () => reads, 'Global ids of the rows to include.'),
            ...(isRecord(table) && { updatedWithin }),
            ...keyFilters(keys),
          }),
          ...reads.spec.filters,
        },
        own.map((edge) => edge.filters),
      ),
      measures: merge(
        reads.spec.measures,
        own.map((edge) => edge.measures),
      ),
      orders: merge(reads.spec.orders, [
        isListed(reads) && isRecord(table) ? { [UPDATED]: UPDATED_KEY } : {},
      ]),
      edges: own,
      roles: reads.readers,
    });
  }
  for (const edge of edges)
    if (!models.has(edge.on)) throw new Error('An edge names a type that no module reads');
  for (const model of models.values()) {
    checkKeys(model);
    checkPages(model);
    checkFollowed(model);
  }
  return models;
}

/** The access grant of a type. Throws if the declaration names another access entity than the entity's grant. */
function accessOf({ name, entity, access }: Reads): ReadModel['access'] {
  const { grant } = partiesOf(entity);
  if (access && access !== grant?.entity)
    throw new Error(`${name} reads access rows by which nobody sees it`);
  return grant ? { ...grant, table: tableModel(grant.entity) } : null;
}

/** The access table that assigns rows to representatives. Throws if there are two. */
function assignmentIn(declarations: readonly Reads[]): Assignment | null {
  const entities = new Set(declarations.map(({ entity }) => entity));
  const [granted, another] = [...entities].filter((entity) => partiesOf(entity).grant?.rep);
  if (another) throw new Error("Two access entities say which rows are a representative's");
  return granted ? assignmentTo(granted) : null;
}

/** Whether the type has a root list. Only such lists can be narrowed to chosen rows. */
export const isListed = (reads: Reads): boolean =>
  Object.values(reads.spec.roots ?? {}).some((root) => 'page' in root);

/**
 * The plan of a derived field or of one that an upstream answers and, under a name that no SDL field can have, that of
 * its SQL value.
 */
export function plansFrom(
  name: string,
  source: DerivedField | UpstreamField,
): [string, FieldPlan][] {
  const own = `$from.${name}`;
  const value: FieldPlan = { kind: 'sql', source: source.from, nullable: true };
  if ('upstream' in source)
    return [
      [own, value],
      [name, { kind: 'upstream', need: own, upstream: source.upstream }],
    ];
  const { derive } = source;
  const compute = (row: Record<string, unknown>): unknown => {
    const value = row[own] ?? null;
    return value === null ? null : derive(value);
  };
  return [
    [own, value],
    [name, { kind: 'code', source: { needs: [own], compute } }],
  ];
}

function planOf(
  source: Exclude<FieldSource, DerivedField | UpstreamField>,
  { entity }: Reads,
  table: TableModel,
  guards: GuardLookup,
): FieldPlan {
  if (typeof source === 'function') return { kind: 'sql', source, nullable: true };
  if ('property' in source) {
    const { property, value } = source;
    const { nullable } = table.columns.get(property)!;
    return { kind: 'sql', source: (d) => value(d[property]!), nullable };
  }
  if ('machine' in source)
    return {
      kind: 'actions',
      source,
      guardsOf: (event, state, role) => guards(source, event, state, role),
      parties: partiesOf(entity),
    };
  return { kind: 'code', source };
}

function merge<T>(
  own: Readonly<Record<string, T>> | undefined,
  added: readonly (Readonly<Record<string, T>> | undefined)[],
): Map<string, T> {
  const all = new Map<string, T>(Object.entries(own ?? {}));
  for (const group of added) {
    for (const [name, value] of Object.entries(group ?? {})) {
      if (all.has(name)) throw new Error(`"${name}" is declared twice`);
      all.set(name, value);
    }
  }
  return all;
}

/** Allows larger pages only for types without relations: relations would multiply the rows. */
function checkPages({ name, reads, relations }: ReadModel): void {
  for (const [root, page] of Object.entries(reads.spec.roots ?? {})) {
    if ('page' in page && (page.most ?? 0) > PAGE_MOST && relations.size > 0)
      throw new Error(
        `${root}: ${name} leads to other rows, so its pages have at most ${PAGE_MOST}`,
      );
  }
}

/** Throws if no index begins with a key: each look-up would read the whole table. */
function checkKeys({ name, keys, table: { indexes } }: ReadModel): void {
  for (const key of keys.keys())
    if (!indexes.some(({ columns }) => columns[0] === key))
      throw new Error(`${name}: no index begins with the key ${key}`);
}

/** Throws for a list whose changes nobody can follow, unless the declaration gives the reason. */
function checkFollowed({ name, reads, table }: ReadModel): void {
  if (isListed(reads) && isRecord(table) === (reads.spec.unfollowed !== undefined))
    throw new Error(
      `${name}: its entity must have the columns of \`record()\`, or \`unfollowed\` must say why not`,
    );
}

/** Checks every SDL field of the table-backed types against its source. */
export function checkModels(schema: GraphQLSchema, models: Models): void {
  const coded = new Set(
    getMetadataStorage().fieldResolvers.map(
      (f) => `${sdlNameOrNull(f.getObjectType?.())}.${f.methodName}`,
    ),
  );
  for (const model of models.values()) {
    const type = schema.getType(model.name) as GraphQLObjectType;
    for (const field of Object.values(type.getFields())) {
      const plan = model.fields.get(field.name);
      if (!plan && !coded.has(`${model.name}.${field.name}`)) {
        throw new Error(
          `${model.name}.${field.name} has no source: no column, no declared field, no resolver`,
        );
      }
      if (plan?.kind === 'upstream' && isNonNullType(field.type)) {
        throw new Error(
          `${model.name}.${field.name}: an upstream answers it, so it must be nullable`,
        );
      }
      if (plan?.kind === 'sql' && plan.source.sees && isNonNullType(field.type)) {
        throw new Error(
          `${model.name}.${field.name}: not every role may read it, so it must be nullable`,
        );
      }
      if (plan?.kind === 'column' && plan.column.nullable === isNonNullType(field.type)) {
        throw new Error(`${model.name}.${field.name}: the column and the SDL disagree about null`);
      }
    }
    for (const name of model.measures.keys()) {
      if (!type.getFields()[name])
        throw new Error(`${model.name} measures ${name}, but has no such field`);
    }
  }
}

function sdlNameOrNull(type: object | undefined): string | null {
  return getMetadataStorage().objectTypes.find((meta) => meta.target === type)?.name ?? null;
}
