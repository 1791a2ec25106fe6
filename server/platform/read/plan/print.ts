import { chosenRow } from '../choice.ts';
import type { Columns } from '../columns.ts';
import { countedSql, fieldSql, noneOf, type Scoped, scoped, sourceOf } from '../compile.ts';
import type { ReadModel } from '../model.ts';
import {
  and,
  concatenated,
  ident,
  join,
  literal,
  objectSql,
  raw,
  type Sql,
  sql,
  viewerRef,
} from '../sql.ts';
import type { FlatPlan } from './flat.ts';
import { jsonParts } from './json-parts.ts';
import { pageNeeds } from './page-needs.ts';
import {
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PagePlan,
  type RootPlan,
  type Standing,
  Unplanned,
} from './plan.ts';
import {
  countFieldSql,
  keySql,
  keyTexts,
  memberSql,
  nodePlans,
  pageFieldSql,
  pageSql,
  rowsSql,
  written,
} from './print-page.ts';

/** The statement of a plan: one row, whose one column is the answer's data as JSON. */
export function printPlan(plan: OperationPlan, { role }: Pick<Standing, 'role'>): Sql {
  return sql`select ${new Printer(role).roots(plan)} as data`;
}

/** The statement of a flat plan: the JSON of each of its rows, and the values of their order if cursors want them. */
export function printFlat(flat: FlatPlan, { role }: Pick<Standing, 'role'>): Sql {
  return new Printer(role).flat(flat);
}

/** Beyond, PostgreSQL takes longer to plan the statement than the batches take to run. */
const MOST_TABLES = 24;

class Printer {
  #aliases = 0;

  constructor(private readonly role: Standing['role']) {}

  roots({ roots }: OperationPlan): Sql {
    return objectSql(roots.map(([key, root]) => [key, this.#root(root)] as const));
  }

  flat({ page, model, fields, cursors }: FlatPlan): Sql {
    const rows = this.#scoped(page.model);
    const { d } = rows;
    const members = fields.flatMap(([key, output], i) => [
      `${i === 0 ? '{' : ','}"${key}":`,
      ...(output.kind === 'typename'
        ? [`"${model.name}"`]
        : memberSql(this.#field(model, output, d), output)),
    ]);
    const object = concatenated([...members, '}']);
    const keys = cursors ? keyTexts(page, d) : [];
    return pageSql(page, rows, [], join([object, ...keys], ', '), pageNeeds(page).more);
  }

  #alias(): string {
    if (this.#aliases === MOST_TABLES) throw new Unplanned('too many tables');
    return `t${this.#aliases++}`;
  }

  #scoped(target: ReadModel, rows?: Sql): Scoped {
    const alias = this.#alias();
    return scoped(target, this.role, alias, rows) ?? noneOf(target, alias);
  }

  #root(root: RootPlan): Sql {
    switch (root.kind) {
      case 'typename':
        return literal('Query');
      case 'nothing':
        return raw('null::json');
      case 'value':
        return jsonParts(root.value, root.shape);
      case 'page':
        return this.#page(root.page, null);
      case 'lookup': {
        const { model } = root.target;
        const rows = this.#scoped(model);
        const found = sql`${rows.d[root.column]!} = ${keySql(model, root.column, root.arg)}`;
        const when = root.when ? [root.when(rows.d, viewerRef, this.role)] : [];
        return this.#row(root.target, rows, [found, ...rows.where, ...when]);
      }
    }
  }

  #object({ model, fields }: ObjectPlan, d: Columns): Sql {
    return objectSql(fields.map(([key, output]) => [key, this.#field(model, output, d)] as const));
  }

  #field(model: ReadModel, output: Output, d: Columns): Sql {
    switch (output.kind) {
      case 'typename':
        return literal(model.name);
      case 'value': {
        const { plan, shape, format } = output;
        const value = fieldSql(model, plan, this.role, d, shape);
        if (!shape || plan.kind === 'actions') return written(value, format);
        return jsonParts(value, shape);
      }
      case 'code':
        return objectSql(
          output.needs.map(([key, need]) => [key, this.#field(model, need, d)] as const),
        );
      case 'one': {
        const { column, choice, target } = output;
        if (choice) {
          const one = chosenRow(target.model.table, choice, d, viewerRef);
          const rows = this.#scoped(target.model, sql`(${one})`);
          return this.#row(target, rows, rows.where);
        }
        const key = typeof column === 'string' ? d[column]! : column(d, viewerRef, this.role);
        const rows = this.#scoped(target.model);
        return this.#row(target, rows, [sql`${rows.d.id!} = ${key}`, ...rows.where]);
      }
      case 'some':
        return this.#some(output, d);
      case 'page':
        return this.#page(output.page, d);
    }
  }

  /** The one row that fulfils the conditions, as an object. */
  #row(target: ObjectPlan, rows: Scoped, conditions: readonly Sql[]): Sql {
    const object = this.#object(target, rows.d);
    const where = and(conditions);
    return sql`(select ${object} from ${sourceOf(rows, object, where)} where ${where})`;
  }

  #some({ column, orderBy, max, target }: Extract<Output, { kind: 'some' }>, parent: Columns): Sql {
    const { from, where, d } = this.#scoped(target.model);
    const list = sql`select ${this.#object(target, d)} as j from ${from}
      where ${and([sql`${d[column]!} = ${parent.id!}`, ...where])}
      order by ${d[orderBy]!}, ${d.id!} limit ${raw(String(max))}`;
    return sql`(select coalesce(json_agg(l.j), '[]'::json) from (${list}) l)`;
  }

  #page(page: PagePlan, parent: Columns | null): Sql {
    if (page.outputs.every(([, { kind }]) => kind === 'count' || kind === 'typename'))
      return this.#counts(page, parent);
    const found = this.#scoped(page.model);
    const { d } = found;
    const own = page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [];
    const nodes = nodePlans(page.outputs);
    const objects = nodes.map((node) => this.#object(node, d));
    const rows = rowsSql(page, found, own, objects);
    const outputs = page.outputs.map(([key, output]) => {
      const value =
        output.kind === 'count'
          ? countFieldSql(page, output.fields, this.#counted(page, parent))
          : pageFieldSql(page, output, nodes);
      return sql`${value} as ${ident(key)}`;
    });
    // `having` makes it one row even when no output aggregates, as with a cursor alone.
    return sql`(select row_to_json(a) from (select ${join(outputs, ', ')} from ${rows} having true) a)`;
  }

  /** A connection of which no row is wanted. */
  #counts(page: PagePlan, parent: Columns | null): Sql {
    return objectSql(
      page.outputs.map(([key, output]): readonly [string, Sql] => {
        if (output.kind !== 'count') return [key, literal(`${page.model.name}Connection`)];
        return [key, countFieldSql(page, output.fields, this.#counted(page, parent))];
      }),
    );
  }

  #counted(page: PagePlan, parent: Columns | null): Sql {
    const counted = countedSql(page.model, this.role, this.#alias(), page.shape, (d) =>
      page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [],
    );
    return counted ?? raw('0');
  }
}
