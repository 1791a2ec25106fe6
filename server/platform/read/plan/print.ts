import type { AnyColumns } from '../../sql/columns.ts';
import { concatenated, type Sql, sql } from '../../sql/sql.ts';
import { chosenFrom } from '../choice.ts';
import type { ReadModel } from '../model.ts';
import { countedSql, fieldSql, noneOf, type Scoped, scoped, sourceOf } from '../scope.ts';
import type { FlatPlan } from './flat.ts';
import { partsText } from './json-parts.ts';
import { idText, type JsonText, listText, objectText, orNull, valueText } from './json-text.ts';
import { pageNeeds } from './page-needs.ts';
import {
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PagePlan,
  type RootPlan,
  Unplanned,
  type ViewerTraits,
} from './plan.ts';
import {
  countText,
  keySql,
  keyTexts,
  nodePlans,
  pageFieldText,
  pageSql,
  rowsSql,
} from './print-page.ts';

/** The statement of a plan: one row with one column, the JSON text of `data`. */
export function printPlan(plan: OperationPlan, { role }: Pick<ViewerTraits, 'role'>): Sql {
  return sql`select ${new Printer(role).roots(plan)} as data`;
}

/** The statement of a flat plan: the text of each row, and the ordering values if cursors need them. */
export function printFlat(flat: FlatPlan, { role }: Pick<ViewerTraits, 'role'>): Sql {
  return new Printer(role).flat(flat);
}

/** With more tables, planning the statement takes longer than running the batches. */
const MOST_TABLES = 24;

class Printer {
  #aliases = 0;

  constructor(private readonly role: ViewerTraits['role']) {}

  roots({ roots }: OperationPlan): Sql {
    return concatenated(objectText(roots.map(([key, root]) => [key, this.#root(root)])));
  }

  flat({ page, target, cursors }: FlatPlan): Sql {
    const rows = this.#scoped(page.model);
    const keys = cursors ? keyTexts(page, rows.d) : [];
    const list = sql.join([this.#object(target, rows.d), ...keys], ', ');
    return pageSql(page, rows, [], list, pageNeeds(page).more);
  }

  #alias(): string {
    if (this.#aliases === MOST_TABLES) throw new Unplanned('too many tables');
    return `t${this.#aliases++}`;
  }

  #scoped(target: ReadModel, rows?: Sql): Scoped {
    const alias = this.#alias();
    return scoped(target, this.role, alias, rows) ?? noneOf(target, alias);
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
      case 'lookup': {
        const { model } = root.target;
        const rows = this.#scoped(model);
        const found = sql`${rows.d[root.column]!} = ${keySql(model, root.column, root.arg)}`;
        const when = root.when ? [root.when(rows.d, sql.viewer, this.role)] : [];
        return this.#row(root.target, rows, [found, ...rows.where, ...when]);
      }
    }
  }

  #object({ model, fields }: ObjectPlan, d: AnyColumns): Sql {
    return concatenated(
      objectText(fields.map(([key, output]) => [key, this.#field(model, output, d)])),
    );
  }

  #field(model: ReadModel, output: Output, d: AnyColumns): JsonText {
    switch (output.kind) {
      case 'typename':
        return [`"${model.name}"`];
      case 'value':
        if (output.plan.kind === 'id') return idText(model.reads.spec.id, d.id);
        return valueText(fieldSql(model, output.plan, this.role, d, output.shape), output);
      case 'code':
        return objectText(output.needs.map(([key, need]) => [key, this.#field(model, need, d)]));
      case 'one': {
        const { column, choice, target, required } = output;
        if (choice) {
          const one = chosenFrom(target.model.table, choice, d, sql.viewer);
          const rows = this.#scoped(target.model, sql`(${one})`);
          return this.#row(target, rows, rows.where, required);
        }
        const key = typeof column === 'string' ? d[column]! : column(d, sql.viewer, this.role);
        const rows = this.#scoped(target.model);
        const found = sql`${rows.d.id} = ${key}`;
        return this.#row(target, rows, [found, ...rows.where], required);
      }
      case 'some':
        return this.#some(output, d);
      case 'page':
        return this.#page(output.page, d);
    }
  }

  /** The row that fulfils the conditions, as an object. */
  #row(target: ObjectPlan, rows: Scoped, conditions: readonly Sql[], required = false): JsonText {
    const object = this.#object(target, rows.d);
    const where = sql.and(conditions);
    const row = sql`(select ${object} from ${sourceOf(rows, object, where)} where ${where})`;
    return orNull(row, required);
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
    if (page.outputs.every(([, { kind }]) => kind === 'count' || kind === 'typename'))
      return this.#counts(page, parent);
    const found = this.#scoped(page.model);
    const { d } = found;
    const own = page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [];
    const nodes = nodePlans(page.outputs);
    const objects = nodes.map((node) => this.#object(node, d));
    const rows = rowsSql(page, found, own, objects);
    const members = page.outputs.map(([key, output]): readonly [string, JsonText] => [
      key,
      output.kind === 'count'
        ? countText(page, output.fields, this.#counted(page, parent))
        : pageFieldText(page, output, nodes),
    ]);
    // `having` forces one row even if no output aggregates, as with a cursor alone.
    return [sql`(select ${concatenated(objectText(members))} from ${rows} having true)`];
  }

  /** A connection without selected rows. */
  #counts(page: PagePlan, parent: AnyColumns | null): JsonText {
    return objectText(
      page.outputs.map(([key, output]): readonly [string, JsonText] => {
        if (output.kind !== 'count') return [key, [`"${page.model.name}Connection"`]];
        return [key, countText(page, output.fields, this.#counted(page, parent))];
      }),
    );
  }

  #counted(page: PagePlan, parent: AnyColumns | null): Sql {
    const counted = countedSql(page.model, this.role, this.#alias(), page.shape, (d) =>
      page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [],
    );
    return counted ?? sql.raw('0');
  }
}
