import type { EntitySchema } from '@mikro-orm/core';
import { Columns, type TableModel } from '../sql/columns.ts';
import { type Sql, sql } from '../sql/sql.ts';
import { type Parties, partiesOf } from './parties.ts';
import { DB_ROLES, readableRows } from './tenancy.ts';

/** The search text of an entity's rows. */
export interface SearchText {
  readonly property: string;
  /** Properties with the organizations that see a row. Their ids are tokens, too. */
  readonly tenants: readonly string[];
}

/**
 * SQL text: what an index finds a row by. Trigrams of ASCII letters and digits; every other character, because pg_trgm
 * ignores them in a database with the locale C; and the organizations, so that the rows of one are found without those of
 * the others.
 */
function tokensSql({ property, tenants }: SearchText): string {
  const key = Columns.nameOf(property);
  const orgs = tenants.map((tenant) => `${Columns.nameOf(tenant)}::text`);
  return [
    `show_trgm(${key})`,
    `string_to_array(regexp_replace(${key}, '[ -~]+', '', 'g'), null)`,
    ...(orgs.length > 0 ? [`array[${orgs.join(', ')}]`] : []),
  ].join(' || ');
}

/** Each token costs as much as all rows that have it. The words of the text are compared in any case. */
const MOST_TOKENS = 6;
const TRIGRAM = 3;

/** Tokens of every row that contains a text in lower case; an index finds no row by a text without one. */
export function tokensOf(text: string): string[] {
  const others = [...new Set(text.replace(/[ -~]+/g, ''))];
  const trigrams = (text.match(/[a-z0-9]+/g) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - TRIGRAM + 1) }, (_, i) =>
      run.slice(i, i + TRIGRAM),
    ),
  );
  // Names begin with what distinguishes them, and numbers begin with their kind and day.
  return [...others.slice(0, MOST_TOKENS), ...spread([...new Set(trigrams)])];
}

const spread = (tokens: readonly string[]): string[] => {
  const step = Math.max(1, tokens.length / MOST_TOKENS);
  return tokens.filter((_, i) => Math.floor((i + 1) / step) > Math.floor(i / step));
};

/** The properties that name the organizations of a row's partner and seller. */
export const tenantsIn = ({ sides: { partner, seller } }: Parties): readonly string[] => [
  ...new Set([partner, seller].flatMap((side) => side?.column ?? [])),
];

export const searchIndex = (table: string, text: SearchText) => ({
  name: `${table}_tokens`,
  expression: `create index ${table}_tokens on ${table} using gin ((${tokensSql(text)}))`,
});

const searchTexts = new WeakMap<object, SearchText>();

export const noteSearchText = (entity: object, text: SearchText): void =>
  void searchTexts.set(entity, text);

/** The search text of an entity; undefined if no index finds its rows by a text. */
export const searchTextOf = (entity: object): SearchText | undefined => searchTexts.get(entity);

/** Schema with a view of each searched table. */
export const SEARCH_SCHEMA = 'searched';

/** The view of an entity's searches, for SQL. */
export const searchView = (entity: object): Sql =>
  sql.raw(`${SEARCH_SCHEMA}.${sql.tableName(entity)}`);

/**
 * SQL text: the views by which texts are searched. A view shows the rows that the policies of its table show, and the
 * tokens of each. It acts as the owner, so that PostgreSQL may compare the tokens before it applies the condition
 * (decision 0034).
 */
export function searchViewsSql(
  entities: readonly EntitySchema[],
  tableOf: (entity: object) => TableModel,
): string {
  const views = entities.flatMap((entity) => {
    const text = searchTextOf(entity);
    if (!text) return [];
    const { table, columns } = tableOf(entity);
    const shown = [...columns.values()].map(({ column }) => `${table}.${column}`);
    return [
      `create view ${SEARCH_SCHEMA}.${table} as select ${shown.join(', ')}, (${tokensSql(text)}) as tokens
  from public.${table} where ${readableRows(partiesOf(entity), table)}`,
    ];
  });
  const roles = `${DB_ROLES.app}, ${DB_ROLES.operator}`;
  return [
    `create schema ${SEARCH_SCHEMA}`,
    ...views,
    `grant usage on schema ${SEARCH_SCHEMA} to ${roles}`,
    `grant select on all tables in schema ${SEARCH_SCHEMA} to ${roles}`,
  ].join(';\n');
}
