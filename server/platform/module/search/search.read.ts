import type { CommandDeps } from '../../command/types.ts';
import { type TextRow, textValue } from '../../db/pipelined-batch.ts';
import { globalId } from '../../ids.ts';
import type { Searchable } from '../../read/declare.ts';
import { hiddenFrom } from '../../read/hidden.ts';
import type { ReadModel } from '../../read/model.ts';
import { specialize } from '../../read/plan/specialize.ts';
import {
  fieldSql,
  filterArg,
  filterConditions,
  orderColumns,
  partySeen,
  type RequestedList,
  type Scoped,
  scoped,
  scopedList,
} from '../../read/scope.ts';
import { isIndexed, pageConditions } from '../../read/searched.ts';
import type { PageShape } from '../../read/shapes.ts';
import { type AnyColumns, modelColumns } from '../../sql/columns.ts';
import { fill, type Sql, sql } from '../../sql/sql.ts';
import { Role, type Viewer } from '../../viewer.ts';
import type { SearchHitType } from './search.type.ts';

interface Found extends Omit<SearchHitType, 'type' | 'matchedBy'> {
  /** Whether the text is the row's whole code. */
  readonly exact: boolean;
}

/** A declared filter with the names of its given arguments. */
type GivenFilter = PageShape['filters'][number];

/** Viewer and dependencies of a search. */
export interface SearchContext {
  readonly viewer: Viewer | null;
  readonly deps: Pick<CommandDeps, 'db' | 'clock' | 'domain'>;
}

const TEXT = sql.arg('text');
const LIMIT = sql.arg('limit');
/** The newest matches that are ranked. */
const MATCHES = sql.raw('100');

/**
 * Searches all searchable types in parallel. Each type's declared filter and look-up by code search the rows in
 * the viewer's scope. The search adds no other conditions, so it finds only rows that the lists show.
 */
export async function searchAll(
  { deps: { db, clock, domain }, viewer }: SearchContext,
  text: string,
  first: number,
): Promise<SearchHitType[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const { role, memberId, subjectId } = viewer!;
  const traits = { role, hasMember: memberId !== null, hasSubject: subjectId !== null };
  const finds = [...domain.models.values()]
    .filter((model) => isOffered(model, role))
    .map(async (model) => {
      const params = Object.entries(model.filters.get(FILTER)!.params(wanted));
      const filter = { name: FILTER, args: params.map(([key]) => key), words: [] };
      const parts = [containing(model, role, filter), withCode(model, role)].filter(
        (part) => part !== null,
      );
      if (parts.length === 0) return [];
      const statement = sql.template(specialize(sql.join(parts, ' union all '), traits));
      const args = {
        text: wanted,
        // Stored numbers are in upper case, stored accounts in lower case.
        codes: [wanted, wanted.toUpperCase()],
        limit: first,
        ...Object.fromEntries(
          params.flatMap(([key, value]) => [
            [filterArg(FILTER, key), value],
            [beginArg(FILTER, key), atWordBegin(value)],
          ]),
        ),
      };
      const rows = await db.read(viewer!, clock.now(), {
        // If an index finds the matches, one plan serves all texts. The best plan for a code among access rows, and for
        // a list without an index, depends on the size of the tenant.
        isKept: isIndexed(listOf(model, role, filter)) && !partySeen(model, role)?.byAccess,
        text: statement.text,
        values: fill(statement, { viewer: viewer!, args }).map(textValue),
      });
      return hitsOf(model, rows.map(foundOf), wanted, first);
    });
  return (await Promise.all(finds)).flat();
}

const isOffered = (model: ReadModel, role: Role): boolean =>
  model.reads.spec.searchable !== undefined &&
  model.roles.includes(role) &&
  !hiddenFrom(model, role).filters.has(FILTER) &&
  (model.reads.spec.searchable.sides?.includes(Role.sideOf(role)) ?? true);

/** Name of a filter argument for matches at the beginning of a word: "nj" ranks 南京 before 海澜教育. */
const beginArg = (filter: string, key: string): string => `begin.${filterArg(filter, key)}`;
const atWordBegin = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('%') ? `% ${value.slice(1)}` : value;

const searchableOf = (model: ReadModel): Searchable => model.reads.spec.searchable!;

/** Name of the filter that every searchable type declares for the text. */
const FILTER = 'search';

/** The side's own list of the rows with the text. */
const listOf = (model: ReadModel, role: Role, filter: GivenFilter): RequestedList => ({
  model,
  role,
  owner: null,
  filters: [filter],
});

/** Rows in scope that match the filter. Without an index of the text only the newest rows of a long table are searched. */
function containing(model: ReadModel, role: Role, filter: GivenFilter): Sql | null {
  const { newest } = searchableOf(model);
  const found = listOf(model, role, filter);
  const indexed = isIndexed(found);
  const all = newest === undefined && !indexed ? 'all' : undefined;
  const rows = scopedList({ ...found, filters: [] }, 'd', { all });
  if (!rows) return null;
  if (newest === undefined || indexed) {
    const page = { ...found, ...orderedOf(model), backwards: false, hasCursor: false };
    const conditions = pageConditions(page, rows, MATCHES);
    const where = sql.and([...rows.where, ...conditions]);
    return listed(model, role, rows.d, filter, sql`${rows.from} where ${where}`);
  }
  const window = sql`select ${wholeRow(model, rows)} from ${rows.from} where ${sql.and(rows.where)} order by ${orderOf(model, rows.d)} limit ${sql.raw(String(newest))}`;
  const d = modelColumns(model.table, 'w');
  const where = sql.and(filterConditions(found, d));
  return listed(model, role, d, filter, sql`(${window}) w where ${where}`);
}

/** The columns of a row, as its access row shows them to the viewer's tenant. */
const wholeRow = ({ table }: ReadModel, { access, d }: Scoped): Sql =>
  access
    ? sql.join(
        [...table.columns].map(([name, { column }]) => sql`${d[name]!} as ${sql.ident(column)}`),
        ', ',
      )
    : sql.raw('d.*');

/** The row in scope with the text as its code, found by the declared key. */
function withCode(model: ReadModel, role: Role): Sql | null {
  const rows = scoped(model, role, 'd');
  const { code } = searchableOf(model);
  const key = model.keys.get(code ?? '');
  if (!rows || !code || !key || hiddenFrom(model, role).keys.has(code)) return null;
  const { d } = rows;
  const where = sql.and([
    ...rows.where,
    sql`${d[code]!} = any(${sql.arg('codes')}::text[])`,
    ...(key.when ? [key.when(d, sql.viewer)] : []),
  ]);
  return sql`select ${shown(model, role, d, true)} from ${rows.from} where ${where}`;
}

function listed(model: ReadModel, role: Role, d: AnyColumns, filter: GivenFilter, from: Sql): Sql {
  const title = sql`lower(${titleOf(model, role, d)})`;
  const arg = (key: string): Sql => sql.arg(beginArg(filter.name, key));
  const use = { arg, given: new Set(filter.args), words: [], v: sql.viewer, role };
  const found = model.filters.get(filter.name)!.where(d, use);
  const begins = sql`(starts_with(${title}, ${TEXT}::text) or ${found})`;
  return sql`(select ${shown(model, role, d, false)} from ${from} order by ${begins} desc, ${orderOf(model, d)} limit ${LIMIT}::int)`;
}

/** Columns of a found row, each with the read rule of the viewer's role. */
function shown(model: ReadModel, role: Role, d: AnyColumns, exact: boolean): Sql {
  const { code, note } = searchableOf(model);
  const text = (field: string): Sql => sql`${fieldOf(model, field, role, d)}::text`;
  const state = model.fields.get('status');
  return sql.join(
    [
      d.id,
      titleOf(model, role, d),
      code ? text(code) : sql.raw('null::text'),
      note
        ? sql`nullif(concat_ws(' · ', ${sql.join(note.map(text), ', ')}), '')`
        : sql.raw('null::text'),
      state ? text('status') : sql.raw('null::text'),
      sql.raw(String(exact)),
    ],
    ', ',
  );
}

/** Reads a result row in the column order of `shown`. */
const foundOf = ([id, title, code, note, state, exact]: TextRow): Found => ({
  id: id!,
  title: title!,
  code: code!,
  note: note!,
  state: state!,
  exact: exact === 't',
});

function titleOf(model: ReadModel, role: Role, d: AnyColumns): Sql {
  const { title } = searchableOf(model);
  return typeof title === 'string' ? fieldOf(model, title, role, d) : title(d, sql.viewer, role);
}

function fieldOf(model: ReadModel, field: string, role: Role, d: AnyColumns): Sql {
  const plan = model.fields.get(field);
  if (!plan || plan.kind === 'code' || plan.kind === 'relation' || plan.kind === 'upstream')
    throw new Error(`${model.name}.${field} cannot be shown by the search`);
  return fieldSql(plan, role, d);
}

function orderedOf({ reads: { spec } }: ReadModel): Pick<PageShape, 'order' | 'direction'> {
  const { orders, direction = 'DESC' } = spec;
  return { order: Object.keys(orders ?? {})[0] ?? 'ID', direction };
}

function orderOf(model: ReadModel, d: AnyColumns): Sql {
  const { order, direction } = orderedOf(model);
  const columns = orderColumns(model, order);
  return sql.join(
    columns.map((column) => sql`${d[column]!} ${sql.raw(direction)}`),
    ', ',
  );
}

/** The hits of one type: matches of the whole code first, without duplicates and rows with a hidden title. */
function hitsOf(
  model: ReadModel,
  rows: readonly Found[],
  text: string,
  first: number,
): SearchHitType[] {
  const own = rows.filter(({ title }) => title !== null);
  const ordered = [...own.filter(({ exact }) => exact), ...own.filter(({ exact }) => !exact)];
  const once = [...new Map(ordered.toReversed().map((row) => [row.id, row])).values()].toReversed();
  return once.slice(0, first).map(({ exact, id, ...row }) => ({
    ...row,
    type: model.name,
    id: globalId(model.reads.spec.id, id),
    matchedBy: exact ? 'CODE' : matchOf(row, text),
  }));
}

function matchOf(
  { title, code, note }: Pick<Found, 'title' | 'code' | 'note'>,
  text: string,
): SearchHitType['matchedBy'] {
  const has = (value: string | null): boolean => value?.toLowerCase().includes(text) ?? false;
  // Without a letter it can only be part of a number.
  if (has(code) || !/\p{L}/u.test(text)) return 'CODE';
  // A searched name that is not shown matches by its characters or, for Latin letters, by its pinyin.
  return has(title) || has(note) || /[^\u0020-\u007e]/.test(text) ? 'NAME' : 'PINYIN';
}
