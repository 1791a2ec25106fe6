import { concatenated, Sql, sql } from '../../sql/sql.ts';
import type { ReadModel } from '../model.ts';
import {
  orderColumns,
  orderKeys,
  orderTypes,
  ownedBy,
  pageSql,
  type RequestedPage,
  type Scoped,
} from '../scope.ts';
import { pageConditions } from '../searched.ts';
import type { Keyed } from '../shapes.ts';
import { type CountedTotals, totalSql } from '../totals.ts';
import {
  type JsonText,
  listText,
  objectText,
  orNull,
  quoted,
  valueText,
  written,
} from './json-text.ts';
import { type PageNeeds, pageNeeds } from './page-needs.ts';
import type { ObjectPlan, PageInfoName, PageOutput, PagePlan, TotalOutput } from './plan.ts';

/** Adds a page's prefix to its arguments, so that one statement can hold many pages. */
export const prefixed = (fragment: Sql, prefix: string): Sql =>
  new Sql(fragment.parts.map((part) => ('arg' in part ? { arg: `${prefix}${part.arg}` } : part)));

/** The selections of nodes in a connection: `nodes` and `edges { node }` may differ. */
export const nodePlans = (outputs: Keyed<PageOutput>): readonly ObjectPlan[] =>
  outputs.flatMap(([, output]) => {
    if (output.kind === 'nodes') return [output.target];
    if (output.kind !== 'edges') return [];
    return output.fields.flatMap(([, part]) => (typeof part === 'string' ? [] : [part]));
  });

/** The values of an ordering in the text form of a cursor. */
function cursorTexts(model: ReadModel, order: string, values: readonly Sql[]): readonly Sql[] {
  const types = orderTypes(model, order);
  return values.map((value, i) => written(value, types[i] === 'timestamptz' ? 'instant' : 'text'));
}

/** The key of a row in a page's ordering, in the text form of its cursor. */
export const keyTexts = ({ model, shape }: PagePlan, rows: Scoped): readonly Sql[] =>
  cursorTexts(model, shape.order, orderKeys(model, shape.order, rows));

/** The text of a cursor over the values of its ordering, byte for byte as `encodeCursor` writes it. */
function cursorSql(model: ReadModel, order: string, values: readonly Sql[]): Sql {
  const texts = cursorTexts(model, order, values).map(
    (value) => sql`',' || to_json(${value})::text`,
  );
  const json = sql`'[' || ${sql.literal(JSON.stringify(order))} || ${sql.join(texts, ' || ')} || ']'`;
  return sql`rtrim(translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;
}

/** The statement of a page with these columns; `more` reads one extra row. */
export function pagePlanSql(
  { size, prefix }: PagePlan,
  page: RequestedPage,
  rows: Scoped,
  list: Sql,
  more: boolean,
): Sql {
  const limit = sql.raw(String(more ? size + 1 : size));
  const keyset = pageConditions(page, rows, limit).map((c) => prefixed(c, prefix));
  return pageSql(page, rows, { list, own: ownedBy(page, rows.d), keyset }, limit);
}

/**
 * The rows of a page, named `r`, in the order of the list. Columns, as far as the selection needs them: the objects
 * `n0`…, the cursor `c` or the ordering values `k0`…, and the row number `n`.
 */
export function rowsSql(
  plan: PagePlan,
  page: RequestedPage,
  found: Scoped,
  objects: readonly Sql[],
): Sql {
  const { model, order } = page;
  const needs = pageNeeds(plan);
  const keys = orderKeys(model, order, found);
  const columns = objects.map((object, i) => sql`${object} as n${sql.raw(String(i))}`);
  if (needs.cursors === 'each') columns.push(sql`${cursorSql(model, order, keys)} as c`);
  if (needs.cursors === 'ends')
    columns.push(...keys.map((key, i) => sql`${key} as k${sql.raw(String(i))}`));
  const list = columns.length > 0 ? sql.join(columns, ', ') : sql.raw('1');
  const rows = pagePlanSql(plan, page, found, list, needs.more);
  // Rows are numbered outside the page: a window over the table would cost another sort.
  return needs.rank
    ? sql`(select x.*, row_number() over () as n from (${rows}) x) r`
    : sql`(${rows}) r`;
}

/** One field of a connection that aggregates its rows `r`. */
export function pageFieldText(
  page: PagePlan,
  output: Extract<PageOutput, { kind: 'nodes' | 'edges' | 'pageInfo' }>,
  nodes: readonly ObjectPlan[],
): JsonText {
  const { shape, model } = page;
  const { kept, order } = aggregation(page, pageNeeds(page));
  const node = (plan: ObjectPlan): Sql => sql.raw(`r.n${nodes.indexOf(plan)}`);
  switch (output.kind) {
    case 'nodes':
      return listText(node(output.target), order, kept);
    case 'edges': {
      const edge = output.fields.map(([key, part]): readonly [string, JsonText] => {
        if (part === 'cursor') return [key, quoted(sql.raw('r.c'))];
        return [key, part === 'typename' ? [`"${model.name}Edge"`] : [node(part)]];
      });
      return listText(concatenated(objectText(edge)), order, kept);
    }
    case 'pageInfo': {
      const more = sql`(count(*) > ${sql.raw(String(page.size))})::text`;
      const given = String(shape.hasCursor);
      const [first, last] = ends(page, kept, order);
      const values: Readonly<Record<PageInfoName, () => JsonText>> = {
        hasNextPage: () => [shape.backwards ? given : more],
        hasPreviousPage: () => [shape.backwards ? more : given],
        startCursor: first,
        endCursor: last,
        __typename: () => ['"PageInfo"'],
      };
      return objectText(output.fields.map(([key, name]) => [key, values[name]()]));
    }
  }
}

/**
 * Aggregation of the rows: drops the extra row and reverses rows that were read backwards. All aggregates of a page
 * use the same order, so PostgreSQL sorts once.
 */
function aggregation({ shape, size }: PagePlan, needs: PageNeeds): { kept: Sql; order: Sql } {
  const kept = needs.more ? sql` filter (where r.n <= ${sql.raw(String(size))})` : sql.raw('');
  return { kept, order: shape.backwards ? sql.raw(' order by r.n desc') : sql.raw('') };
}

/** The cursors of the first and the last row of the page; null for an empty page. */
function ends(
  page: PagePlan,
  kept: Sql,
  order: Sql,
): readonly [first: () => JsonText, last: () => JsonText] {
  const { model, shape } = page;
  const count = sql`(count(*)${kept})::int`;
  const at = (place: Sql) => (): JsonText => {
    const ofRow = (column: string): Sql =>
      sql`(array_agg(${sql.raw(column)}${order})${kept})[${place}]`;
    const cursor =
      pageNeeds(page).cursors === 'each'
        ? ofRow('r.c')
        : cursorSql(
            model,
            shape.order,
            orderColumns(model, shape.order).map((_, i) => ofRow(`r.k${i}`)),
          );
    return orNull(concatenated(quoted(cursor)));
  };
  return [at(sql.raw('1')), at(count)];
}

/** The bounded count of a connection; `counted` is the statement of its one row. */
export function countText(page: PagePlan, fields: CountFields, counted: Sql): JsonText {
  const values = { value: sql.raw('k.value'), exact: sql.raw('k.exact') };
  const chosen = concatenated(countFields(fields, values));
  return [sql`(select ${chosen} from (${prefixed(counted, page.prefix)}) k)`];
}

type CountFields = Extract<PageOutput, { kind: 'count' }>['fields'];

export function countFields(
  fields: CountFields,
  { value, exact }: CountedTotals['count'],
): JsonText {
  const values = {
    value: sql`(${value})::text`,
    isExact: sql`(${exact})::text`,
    __typename: '"Count"',
  };
  return objectText(fields.map(([key, name]) => [key, [values[name]]]));
}

/** The totals of a connection; `summed` is the statement of its one row. */
export function totalsText(page: PagePlan, fields: TotalsFields, summed: Sql): JsonText {
  const chosen = concatenated(totalsFields(page, fields));
  return [sql`(select ${chosen} from (${prefixed(summed, page.prefix)}) s)`];
}

export type TotalsFields = Extract<PageOutput, { kind: 'totals' }>['fields'];

/** The totals of a connection over the row `s` of their statement. */
export function totalsFields({ model }: PagePlan, fields: TotalsFields): JsonText {
  const text = ({ measure, value }: TotalOutput): JsonText =>
    valueText(totalSql(model, measure), value);
  return objectText(
    fields.map(([key, field]) => [
      key,
      field === 'typename' ? [`"${model.name}Totals"`] : text(field),
    ]),
  );
}

/** The argument that a look-up compares with its column. */
export const keySql = (model: ReadModel, column: string, name: string): Sql =>
  sql`${sql.arg(name)}::${sql.raw(model.table.columns.get(column)!.type)}`;
