import { type EntityMetadata, type EntitySchema, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { getOrInsert } from '../get-or-insert.ts';
import { type Sql, sql } from './sql.ts';

export interface TableModel {
  readonly table: string;
  readonly columns: ReadonlyMap<string, ColumnModel>;
  /** The entity's B-tree indexes and unique constraints. */
  readonly indexes: readonly IndexModel[];
}

export interface IndexModel {
  /** Property names. */
  readonly columns: readonly string[];
  readonly isPartial: boolean;
}

export interface ColumnModel {
  readonly column: string;
  readonly nullable: boolean;
  /** PostgreSQL type without length, for example `timestamptz`, `uuid`, `numeric`. */
  readonly type: string;
  readonly onDelete?: string;
  /** Expression from which the database computes the column. */
  readonly generated?: string;
}

const models = new WeakMap<object, TableModel>();

export function tableModel(entity: object): TableModel {
  const model = models.get(entity);
  if (!model)
    throw new Error(`The entity ${(entity as EntitySchema).meta.className} is in no module's list`);
  return model;
}

const orms = new WeakMap<readonly EntitySchema[], Promise<MikroORM>>();

/**
 * The ORM of a list of entities, without a database: the platform has connections of its own. Each list has one,
 * since the discovery takes a tenth of a second.
 */
export const ormOf = (entities: readonly EntitySchema[]): Promise<MikroORM> =>
  getOrInsert(orms, entities, () =>
    MikroORM.init({
      entities: [...entities],
      dbName: 'none',
      namingStrategy: Naming,
      ensureDatabase: false,
    }),
  );

/** Discovers tables, columns and indexes of the entities. */
export async function discoverTables(entities: readonly EntitySchema[]): Promise<void> {
  const orm = await ormOf(entities);
  for (const entity of entities) models.set(entity, modelOf(orm.getMetadata().get(entity)));
}

function modelOf(meta: EntityMetadata): TableModel {
  const columns = new Map<string, ColumnModel>();
  for (const prop of Object.values(meta.properties)) {
    const column = prop.fieldNames?.[0];
    if (!column || prop.persist === false) continue;
    columns.set(prop.name, {
      column,
      nullable: Boolean(prop.nullable),
      type: (prop.columnTypes?.[0] ?? '').replace(/\(.*$/, ''),
      ...(prop.deleteRule && { onDelete: prop.deleteRule }),
      ...(prop.generated && { generated: String(prop.generated) }),
    });
  }
  const byColumn = new Map([...columns].map(([property, { column }]) => [column, property]));
  const listed = [...(meta.indexes ?? []), ...(meta.uniques ?? [])].flatMap((index) => {
    if (index.properties)
      return [{ columns: [index.properties].flat().map(String), isPartial: false }];
    const ddl = String(index.expression ?? '');
    if (/ using (?!btree)/.test(ddl)) return [];
    const named = columnsInDdl(ddl).map((column) => byColumn.get(column) ?? column);
    return [{ columns: named, isPartial: / where /.test(ddl) }];
  });
  return {
    table: meta.tableName,
    columns,
    indexes: [...listed, { columns: ['id'], isPartial: false }],
  };
}

const columnsInDdl = (ddl: string): string[] =>
  (/\(([^()]*)\)/.exec(ddl)?.[1] ?? '').split(',').map((part) => part.trim().split(' ')[0]!);

export type Entity = EntitySchema;

export type RowOf<E> = E extends { readonly '~entity': infer R } ? R : never;

export type Names<E> = E extends { readonly '~entity': infer R } ? keyof R & string : never;

/** Column references of one table under an alias: `d.partnerId` is the SQL of that column. */
export type Columns<N extends string> = Readonly<Record<N, Sql>>;

/** Untyped column references, for the engine. Every table has `id`. */
export type AnyColumns = Columns<string> & Columns<'id'>;

export function modelColumns(model: TableModel, alias: string): AnyColumns {
  return lazily(
    (property) => sql`${sql.raw(alias)}.${sql.ident(columnOf(model, property).column)}`,
  );
}

/** Columns of a table joined with its access rows; `rows` is null if the viewer's side uses none. */
export function columnsWithAccess(
  model: TableModel,
  alias: string,
  access: { table: TableModel; copies: Readonly<Record<string, string>> },
  rows: AnyColumns | null,
): AnyColumns {
  const own = modelColumns(model, alias);
  return lazily((property) => {
    if (property.startsWith(ACCESS)) {
      const name = property.slice(ACCESS.length);
      return rows?.[name] ?? sql.raw(`null::${columnOf(access.table, name).type}`);
    }
    const copy = access.copies[property];
    return (copy && rows?.[copy]) || own[property]!;
  });
}

/** Prefix of the properties of access rows. */
export const ACCESS = 'access.';

function columnOf({ table, columns }: TableModel, property: string): ColumnModel {
  const column = columns.get(property);
  if (!column) throw new Error(`${table} has no property "${property}"`);
  return column;
}

export const lazily = (sqlOf: (property: string) => Sql): AnyColumns =>
  new Proxy({} as AnyColumns, { get: (_, property: string) => sqlOf(property) });

/** Names of tables and columns in snake case. A reference has the name of its property: `partnerId` → `partner_id`. */
export class Naming extends UnderscoreNamingStrategy {
  override joinKeyColumnName(property: string): string {
    return this.propertyToColumnName(property);
  }
}

const naming = new Naming();
export const tableNameOf = (entity: string): string => naming.classToTableName(entity);

const columnName = (property: string): string => naming.propertyToColumnName(property);

function columnsIn<E extends Entity>(alias: string, entity: E): Columns<Names<E>>;
function columnsIn<N extends string = string>(alias: string): Columns<N> & Columns<'id'>;
function columnsIn(alias: string): AnyColumns {
  return lazily((property) => sql.raw(`${alias}.${columnName(property)}`));
}

export const Columns = {
  /** Column references by their names alone, optionally those of an entity, also for SQL that is stored in the database. */
  in: columnsIn,
  /** The column's name of a property: `partnerId` → `partner_id`. */
  nameOf: columnName,
};
