import { type EntityMetadata, type EntitySchema, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { ident, raw, type Sql, sql } from './sql.ts';

/** What the read engine needs to know of an entity: its table and which property is which column. */
export interface TableModel {
  readonly table: string;
  readonly columns: ReadonlyMap<string, ColumnModel>;
  /** Column lists of the entity's indexes and unique constraints, in property names. */
  readonly indexes: readonly (readonly string[])[];
}

export interface ColumnModel {
  readonly column: string;
  readonly nullable: boolean;
  /** PostgreSQL type without length, for example `timestamptz`, `uuid`, `numeric`. */
  readonly type: string;
  /** Of a reference: what happens to the row when the other one is deleted. */
  readonly onDelete?: string;
}

const models = new WeakMap<object, TableModel>();

/** The model of an entity. Throws when its module does not list it. */
export function tableModel(entity: object): TableModel {
  const model = models.get(entity);
  if (!model)
    throw new Error(`The entity ${(entity as EntitySchema).meta.className} is in no module's list`);
  return model;
}

/** The table of an entity. SQL of a module names tables of other modules only so: the import shows it. */
export const table = (entity: object): Sql => raw(tableName(entity));

/** The same for DDL, which is plain text. */
export const tableName = (entity: object): string => (entity as EntitySchema).meta.tableName;

/** Has MikroORM work out tables, columns and indexes of the entities, without a database. */
export async function discoverTables(entities: readonly EntitySchema[]): Promise<void> {
  const orm = await MikroORM.init({ entities: [...entities], dbName: 'discovery' });
  for (const entity of entities)
    models.set(entity, modelOf(orm.getMetadata().get(entity as never)));
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
    });
  }
  const byColumn = new Map([...columns].map(([property, { column }]) => [column, property]));
  const listed = [...(meta.indexes ?? []), ...(meta.uniques ?? [])].map((index) =>
    index.properties
      ? [index.properties].flat().map(String)
      : columnsInDdl(String(index.expression ?? '')).map(
          (column) => byColumn.get(column) ?? column,
        ),
  );
  return { table: meta.tableName, columns, indexes: [...listed, ['id']] };
}

/** Column names of a hand-written `create index … (a, b)`. */
const columnsInDdl = (ddl: string): string[] =>
  (/\(([^()]*)\)/.exec(ddl)?.[1] ?? '').split(',').map((part) => part.trim().split(' ')[0]!);

/** A table as `defineEntity` declares it. */
export type Entity = EntitySchema;

/** A row of an entity, by the names of its properties. */
export type RowOf<E> = E extends { readonly '~entity': infer R } ? R : never;

/** The names of an entity's properties. */
export type Names<E> = E extends { readonly '~entity': infer R } ? keyof R & string : never;

/** Column references of one table under one alias: `d.partnerId` is the SQL of that column. `N` are the names it has. */
export type Columns<N extends string> = Readonly<Record<N, Sql>>;

/** The same to the engine, which knows but one name of each table. */
export type AnyColumns = Columns<string> & Columns<'id'>;

/** Columns of a table under an alias. */
export function modelColumns(model: TableModel, alias: string): AnyColumns {
  return lazily((property) => sql`${raw(alias)}.${ident(columnOf(model, property).column)}`);
}

/** The rows of a table together with their access rows, if the side that asks needs any. */
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
      return rows?.[name] ?? raw(`null::${columnOf(access.table, name).type}`);
    }
    const copy = access.copies[property];
    return (copy && rows?.[copy]) || own[property]!;
  });
}

const ACCESS = 'access.';

function columnOf({ table, columns }: TableModel, property: string): ColumnModel {
  const column = columns.get(property);
  if (!column) throw new Error(`${table} has no property "${property}"`);
  return column;
}

/** Column references made as they are asked for. */
export const lazily = (sqlOf: (property: string) => Sql): AnyColumns =>
  new Proxy({} as AnyColumns, { get: (_, property: string) => sqlOf(property) });

const naming = new UnderscoreNamingStrategy();
/** Column of a property, as every entity here names them. */
export const columnName = (property: string): string => naming.propertyToColumnName(property);

/** Column references before the entities are joined, for texts that are kept in the database itself. */
export const columnsIn = (alias: string): AnyColumns =>
  lazily((property) => raw(`${alias}.${columnName(property)}`));
