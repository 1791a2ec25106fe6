import type { AnyColumns } from '../../sql/columns.ts';
import { concatenated, type Sql, sql } from '../../sql/sql.ts';
import { type Choice, chosenFrom } from '../choice.ts';
import { countedSql } from '../counted.ts';
import type { ReadModel, RowModel } from '../model.ts';
import { reportColumns, reportSql } from '../report/sql.ts';
import {
  fieldSql,
  noneOf,
  propertiesNamed,
  type RequestedList,
  type RequestedPage,
  type Scoped,
  scoped,
  scopedList,
  sourceOf,
} from '../scope.ts';
import { type CountedTotals, countedTotals, totalsSql } from '../totals.ts';
import type { FlatPlan } from './flat.ts';
import { partsText } from './json-parts.ts';
import { idText, type JsonText, listText, objectText, orNull, valueText } from './json-text.ts';
import { pageNeeds } from './page-needs.ts';
import {
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PageOutput,
  type PagePlan,
  type ReportPlan,
  type RootPlan,
  Unplanned,
  type ViewerTraits,
} from './plan.ts';
import {
  countFields,
  countText,
  keySql,
  keyTexts,
  nodePlans,
  pageFieldText,
  pagePlanSql,
  prefixed,
  rowsSql,
  type TotalsFields,
  totalsFields,
  totalsText,
} from './print-page.ts';

/** The statement of a plan: one row with one column, the JSON text of `data`. */
export function printPlan(plan: OperationPlan, { role }: Pick<ViewerTraits, 'role'>): Sql {
  return sql`select ${new Printer(role).roots(plan)} as data`;
}

/** The statement of a flat plan: the text of each row, and the ordering values if cursors need them. */
export function printFlat(flat: FlatPlan, { role }: Pick<ViewerTraits, 'role'>): Sql {
  return new Printer(role).flat(flat);
}

/** The fields of a connection that the rows of the page give. The others depend on the list only. */
type RowsOutput = Extract<PageOutput, { kind: 'nodes' | 'edges' | 'pageInfo' }>;
type ListOutput = Exclude<PageOutput, RowsOutput>;
const OF_ROWS = new Set<PageOutput['kind']>(['nodes', 'edges', 'pageInfo']);
const ofRows = (output: PageOutput): output is RowsOutput => OF_ROWS.has(output.kind);

/** With more tables, planning the statement takes longer than running the batches. */
const MOST_TABLES = 24;

class Printer {
  #aliases = 0;

  constructor(private readonly role: ViewerTraits['role']) {}

  roots({ roots }: OperationPlan): Sql {
    return concatenated(objectText(roots.map(([key, root]) => [key, this.#root(root)])));
  }

  flat({ page, target, cursors }: FlatPlan): Sql {
    const requested = this.#requested(page, null);
    const rows = this.#list(page, requested);
    const keys = cursors ? keyTexts(page, rows) : [];
    const list = sql.join([this.#object(target, rows.d), ...keys], ', ');
    return pagePlanSql(page, requested, rows, list, pageNeeds(page).more);
  }

  #alias(): string {
    if (this.#aliases === MOST_TABLES) throw new Unplanned('too many tables');
    return `t${this.#aliases++}`;
  }

  #scoped(target: ReadModel): Scoped {
    const alias = this.#alias();
    return scoped(target, this.role, alias) ?? noneOf(target, alias);
  }

  /** A page under a row of its object; without one, a page of a list of the side itself. */
  #requested({ model, column, shape }: PagePlan, parent: AnyColumns | null): RequestedPage {
    const owner = column && parent ? { column, id: parent.id! } : null;
    return { model, role: this.role, owner, ...shape };
  }

  #list({ prefix }: PagePlan, page: RequestedPage): Scoped {
    const alias = this.#alias();
    const rows = scopedList(page, alias);
    if (!rows) return noneOf(page.model, alias);
    return { ...rows, where: rows.where.map((condition) => prefixed(condition, prefix)) };
  }

  #root(root: RootPlan): JsonText {
    switch (root.kind) {
      case 'typename':
        return ['"Query"'];
      case 'nothing':
        return ['null'];
      case 'value':
        return orNull(partsText(root.value, root.shape));
      case 'page':
        return this.#page(root.page, null);
      case 'report':
        return this.#report(root.plan);
      case 'lookup': {
        const { model } = root.target;
        const rows = this.#scoped(model);
        const found = sql`${rows.d[root.column]!} = ${keySql(model, root.column, root.arg)}`;
        const when = root.when ? [root.when(rows.d, sql.viewer, this.role)] : [];
        return this.#row(root.target, rows, [found, ...rows.where, ...when]);
      }
    }
  }

  /** Adds to `joins`, if given, the tables of its relations, which it else looks up row by row. */
  #object({ model, fields }: ObjectPlan<RowModel>, d: AnyColumns, joins?: Sql[]): Sql {
    return concatenated(
      objectText(fields.map(([key, output]) => [key, this.#field(model, output, d, joins)])),
    );
  }

  #field(model: RowModel, output: Output, d: AnyColumns, joins?: Sql[]): JsonText {
    switch (output.kind) {
      case 'typename':
        return [`"${model.name}"`];
      case 'value':
        if (output.plan.kind === 'id') return idText(output.plan.prefix, d.id);
        return valueText(fieldSql(output.plan, this.role, d, output.shape), output);
      case 'code':
        return objectText(output.needs.map(([key, need]) => [key, this.#field(model, need, d)]));
      case 'upstream':
        return this.#field(model, output.need, d);
      case 'one': {
        const { column, choice, target, required } = output;
        if (choice) return this.#chosen(target, choice, d, required);
        const key = typeof column === 'string' ? d[column]! : column(d, sql.viewer, this.role);
        const rows = this.#scoped(target.model);
        const found = sql`${rows.d.id} = ${key}`;
        return this.#row(target, rows, [found, ...rows.where], required, joins);
      }
      case 'some':
        return this.#some(output, d);
      case 'page':
        return this.#page(output.page, d);
    }
  }

  #row(
    target: ObjectPlan,
    rows: Scoped,
    conditions: readonly Sql[],
    required = false,
    joins?: Sql[],
  ): JsonText {
    const object = this.#object(target, rows.d);
    const where = sql.and(conditions);
    const row = sql`(select ${object} from ${sourceOf(rows, object, where)} where ${where})`;
    if (!joins) return orNull(row, required);
    const alias = sql.raw(`${rows.alias}j`);
    joins.push(sql` left join lateral ${row} ${alias}(v) on true`);
    return orNull(sql`${alias}.v`, required);
  }

  /** The row that is chosen for the row `d`, with the columns that are used: PostgreSQL sets up each one at each use. */
  #chosen(
    target: ObjectPlan,
    choice: Choice<string, string>,
    d: AnyColumns,
    required: boolean,
  ): JsonText {
    const { model } = target;
    const seen = this.#scoped(model);
    const { alias } = seen;
    const object = this.#object(target, seen.d);
    const where = sql.and(seen.where);
    const used = propertiesNamed(model, alias, seen.from, object, where);
    const one = chosenFrom(model.table, choice, d, sql.viewer, (c) =>
      sql.join(
        used.map((name) => c[name]!),
        ', ',
      ),
    );
    const { from } = scoped(model, this.role, alias, { rows: sql`(${one})` }) ?? seen;
    return orNull(sql`(select ${object} from ${from} where ${where})`, required);
  }

  #some(
    { column, orderBy, max, target }: Extract<Output, { kind: 'some' }>,
    parent: AnyColumns,
  ): JsonText {
    const { from, where, d } = this.#scoped(target.model);
    const rows = sql`select ${this.#object(target, d)} as j from ${from}
      where ${sql.and([sql`${d[column]!} = ${parent.id!}`, ...where])}
      order by ${d[orderBy]!}, ${d.id} limit ${sql.raw(String(max))}`;
    return [sql`(select ${concatenated(listText(sql.raw('l.j')))} from (${rows}) l)`];
  }

  #page(page: PagePlan, parent: AnyColumns | null): JsonText {
    const requested = this.#requested(page, parent);
    const both = this.#countedTotals(page, requested);
    const nodes = nodePlans(page.outputs);
    const members = page.outputs.map(([key, output]): readonly [string, JsonText] => [
      key,
      ofRows(output)
        ? pageFieldText(page, output, nodes)
        : this.#ofList(page, output, requested, both),
    ]);
    const over = (text: Sql): Sql =>
      both ? sql`(select ${text} from (${prefixed(both.summed, page.prefix)}) s)` : text;
    if (!page.outputs.some(([, output]) => ofRows(output)))
      return both ? [over(concatenated(objectText(members)))] : objectText(members);
    const found = this.#list(page, requested);
    const objects = nodes.map((node) => this.#object(node, found.d));
    const rows = rowsSql(page, requested, found, objects);
    // `having` forces one row even if no output aggregates, as with a cursor alone.
    return [over(sql`(select ${concatenated(objectText(members))} from ${rows} having true)`)];
  }

  #report({ report, prefix, size, shape, outputs }: ReportPlan): JsonText {
    const [from, rows] = [this.#alias(), this.#alias()];
    const groups = prefixed(reportSql(report, this.role, shape, size, from), prefix);
    const most = sql.raw(String(size));
    // Many groups share a small table, for example the products: PostgreSQL then reads it once.
    const joins: Sql[] = [];
    const members = outputs.map(([key, output]): readonly [string, JsonText] => {
      if (output.kind === 'typename') return [key, [`"${report.name}"`]];
      if (output.kind === 'isComplete') return [key, [sql`(count(*) <= ${most})::text`]];
      const row = this.#object(output.target, reportColumns(rows), joins);
      const n = sql.raw(`${rows}.n`);
      return [key, listText(row, sql` order by ${n}`, sql` filter (where ${n} <= ${most})`)];
    });
    const object = concatenated(objectText(members));
    return [
      sql`(select ${object} from (${groups}) ${sql.raw(rows)}${sql.join(joins, '')} having true)`,
    ];
  }

  /** The statement of count and totals, if the selection has both and one reading of the rows gives them. */
  #countedTotals({ outputs }: PagePlan, list: RequestedList): CountedTotals | null {
    const names = measuresOf(
      outputs.flatMap(([, output]) => (output.kind === 'totals' ? output.fields : [])),
    );
    if (names.length === 0 || !outputs.some(([, { kind }]) => kind === 'count')) return null;
    const found = countedTotals(list, `t${this.#aliases}`, names);
    if (found) this.#alias();
    return found;
  }

  /** A field of a connection that does not depend on the page. */
  #ofList(
    page: PagePlan,
    output: ListOutput,
    list: RequestedList,
    both: CountedTotals | null,
  ): JsonText {
    switch (output.kind) {
      case 'typename':
        return [`"${page.model.name}Connection"`];
      case 'count':
        if (both) return countFields(output.fields, both.count);
        return countText(page, output.fields, this.#counted(list));
      case 'totals':
        return this.#totals(page, output.fields, list, both);
    }
  }

  #totals(
    page: PagePlan,
    fields: TotalsFields,
    list: RequestedList,
    both: CountedTotals | null,
  ): JsonText {
    const names = measuresOf(fields);
    if (both || names.length === 0) return totalsFields(page, fields);
    return totalsText(page, fields, totalsSql(list, this.#alias(), names));
  }

  #counted(list: RequestedList): Sql {
    return countedSql(list, this.#alias()) ?? sql.raw('select 0 as value, true as exact');
  }
}

/** The measures that the totals of a connection show. */
const measuresOf = (fields: TotalsFields): readonly string[] => [
  ...new Set(fields.flatMap(([, field]) => (field === 'typename' ? [] : [field.measure]))),
];
