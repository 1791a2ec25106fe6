import type { Role } from '../../viewer.ts';
import type { Columns } from '../columns.ts';
import {
  COUNT_BOUND,
  countedSql,
  fieldSql,
  keysetConditions,
  orderColumns,
  scoped,
} from '../compile.ts';
import { and, arg, ident, join, literal, raw, Sql, sql, viewerRef } from '../sql.ts';
import {
  type Format,
  type JsonShape,
  type Keyed,
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PageOutput,
  type PagePlan,
  type RootPlan,
  Unplanned,
} from './plan.ts';

/** The statement of a plan: one row, whose column `data` is the answer's data as JSON. */
export function printPlan(plan: OperationPlan, role: Role): Sql {
  return sql`select ${new Printer(role).roots(plan)} as data`;
}

const INSTANT = raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

const written = (value: Sql, format: Format): Sql => {
  if (format === 'instant') return sql`to_char((${value}) at time zone 'UTC', ${INSTANT})`;
  return format === 'text' ? sql`(${value})::text` : value;
};

/** An object with its keys in the given order. Keys are response keys: names of the grammar, quoted. */
const object = (keys: Keyed<Sql>): Sql =>
  sql`(select row_to_json(o) from (select ${join(
    keys.map(([key, value]) => sql`${value} as ${ident(key)}`),
    ', ',
  )}) o)`;

/** Arguments of a page under its own prefix, so that one statement may hold many pages. */
const prefixed = (fragment: Sql, prefix: string): Sql =>
  new Sql(fragment.parts.map((part) => ('arg' in part ? { arg: `${prefix}${part.arg}` } : part)));

/** Beyond, PostgreSQL takes longer to plan the statement than the batches take to run. */
const MOST_TABLES = 24;

class Printer {
  #aliases = 0;

  constructor(private readonly role: Role) {}

  roots({ roots }: OperationPlan): Sql {
    return object(roots.map(([key, root]) => [key, this.#root(root)] as const));
  }

  #alias(): string {
    if (this.#aliases === MOST_TABLES) throw new Unplanned('too many tables');
    return `t${this.#aliases++}`;
  }

  #scoped(target: ObjectPlan['model']) {
    const rows = scoped(target, this.role, this.#alias());
    if (!rows) throw new Unplanned(`${target.name} is not for this side`);
    return rows;
  }

  #root(root: RootPlan): Sql {
    if (root.kind === 'page') return this.#page(root.page, null);
    const { model } = root.target;
    const { from, where, d } = this.#scoped(model);
    const type = raw(model.table.columns.get(root.column)!.type);
    const found = sql`${d[root.column]!} = any(${arg(root.arg)}::${type}[])`;
    const when = root.when ? [root.when(d, viewerRef, this.role)] : [];
    const conditions = and([found, ...where, ...when]);
    return sql`(select ${this.#object(root.target, d)} from ${from} where ${conditions})`;
  }

  #object({ model, fields }: ObjectPlan, d: Columns): Sql {
    return object(fields.map(([key, output]) => [key, this.#field(model, output, d)] as const));
  }

  #field(model: ObjectPlan['model'], output: Output, d: Columns): Sql {
    switch (output.kind) {
      case 'typename':
        return literal(model.name);
      case 'value': {
        const value = fieldSql(model, output.plan, this.role, d);
        return output.shape ? jsonParts(value, output.shape) : written(value, output.format);
      }
      case 'code':
        return object(
          output.needs.map(([key, need]) => [key, this.#field(model, need, d)] as const),
        );
      case 'one': {
        const key =
          typeof output.column === 'string'
            ? d[output.column]!
            : output.column(d, viewerRef, this.role);
        const target = this.#scoped(output.target.model);
        const where = and([sql`${target.d.id!} = ${key}`, ...target.where]);
        return sql`(select ${this.#object(output.target, target.d)} from ${target.from} where ${where})`;
      }
      case 'some':
        return this.#some(output, d);
      case 'page':
        return this.#page(output.page, d);
    }
  }

  #some({ column, orderBy, max, target }: Extract<Output, { kind: 'some' }>, parent: Columns): Sql {
    const { from, where, d } = this.#scoped(target.model);
    const order = sql`${d[orderBy]!}, ${d.id!}`;
    const list = sql`select ${this.#object(target, d)} as j, row_number() over (order by ${order}) as n
      from ${from} where ${and([sql`${d[column]!} = ${parent.id!}`, ...where])}
      order by ${order} limit ${raw(String(max))}`;
    return sql`(select coalesce(json_agg(l.j order by l.n), '[]'::json) from (${list}) l)`;
  }

  #page(page: PagePlan, parent: Columns | null): Sql {
    const { model, shape, prefix } = page;
    const { from, where, d } = this.#scoped(model);
    const columns = orderColumns(model, shape.order);
    const way = raw((shape.direction === 'ASC') !== shape.backwards ? 'asc' : 'desc');
    const order = join(
      columns.map((column) => sql`${d[column]!} ${way}`),
      ', ',
    );
    const own = page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [];
    const conditions = and([
      ...own,
      ...where,
      prefixed(and(keysetConditions(model, shape, d)), prefix),
    ]);
    const nodes = nodePlans(page.outputs);
    const selected = nodes.map((node, i) => sql`${this.#object(node, d)} as ${ident(`n${i}`)}, `);
    const rows = sql`select ${join(selected, '')}${cursorSql(shape.order, columns, model, d)} as c,
      row_number() over (order by ${order}) as n from ${from} where ${conditions}
      order by ${order} limit ${arg(`${prefix}limit`)}`;
    const outputs = page.outputs.map(
      ([key, output]) => [key, this.#pageField(page, output, nodes, parent)] as const,
    );
    // `having` makes it one row even when no output aggregates, as with a count alone.
    const aggregates = outputs.map(([key, value]) => sql`${value} as ${ident(key)}`);
    return sql`(select row_to_json(a) from (select ${join(aggregates, ', ')} from (${rows}) r having true) a)`;
  }

  #pageField(
    page: PagePlan,
    output: PageOutput,
    nodes: readonly ObjectPlan[],
    parent: Columns | null,
  ): Sql {
    const { shape, size, model } = page;
    const kept = sql`filter (where r.n <= ${raw(String(size))})`;
    const way = raw(shape.backwards ? 'desc' : 'asc');
    const node = (plan: ObjectPlan): Sql => raw(`r.n${nodes.indexOf(plan)}`);
    switch (output.kind) {
      case 'typename':
        return literal(`${model.name}Connection`);
      case 'nodes':
        return sql`coalesce(json_agg(${node(output.target)} order by r.n ${way}) ${kept}, '[]'::json)`;
      case 'edges': {
        const parts = output.fields.map(([key, part]): readonly [string, Sql] => [
          key,
          part === 'cursor'
            ? raw('r.c')
            : part === 'typename'
              ? literal(`${model.name}Edge`)
              : node(part),
        ]);
        return sql`coalesce(json_agg(${object(parts)} order by r.n ${way}) ${kept}, '[]'::json)`;
      }
      case 'pageInfo': {
        const more = sql`coalesce(bool_or(r.n > ${raw(String(size))}), false)`;
        const given = raw(String(shape.hasCursor));
        const first = sql`(array_agg(r.c order by r.n) ${kept})[1]`;
        const last = sql`(array_agg(r.c order by r.n desc) ${kept})[1]`;
        const values: Readonly<Record<string, Sql>> = {
          hasNextPage: shape.backwards ? given : more,
          hasPreviousPage: shape.backwards ? more : given,
          startCursor: shape.backwards ? last : first,
          endCursor: shape.backwards ? first : last,
          __typename: literal('PageInfo'),
        };
        return pairs(output.fields.map(([key, name]) => [key, values[name]!] as const));
      }
      case 'count':
        return this.#count(page, output.fields, parent);
    }
  }

  #count(
    page: PagePlan,
    fields: Extract<PageOutput, { kind: 'count' }>['fields'],
    parent: Columns | null,
  ): Sql {
    const counted = countedSql(page.model, this.role, this.#alias(), page.shape, (d) =>
      page.column && parent ? [sql`${d[page.column]!} = ${parent.id!}`] : [],
    )!;
    const bound = raw(String(COUNT_BOUND));
    const values: Readonly<Record<string, Sql>> = {
      value: sql`least(k.n, ${bound})`,
      isExact: sql`k.n <= ${bound}`,
      __typename: literal('Count'),
    };
    const chosen = fields.map(([key, name]) => [key, values[name]!] as const);
    return sql`(select ${object(chosen)} from (select ${prefixed(counted, page.prefix)} as n) k)`;
  }
}

/** Like `object`, for values that aggregate: at most 50 keys, which PageInfo never has. */
const pairs = (keys: Keyed<Sql>): Sql =>
  sql`json_build_object(${join(
    keys.map(([key, value]) => sql`${literal(key)}, ${value}`),
    ', ',
  )})`;

/** The selections of nodes in a connection: `nodes` and `edges { node }` may differ. */
const nodePlans = (outputs: Keyed<PageOutput>): readonly ObjectPlan[] =>
  outputs.flatMap(([, output]) => {
    if (output.kind === 'nodes') return [output.target];
    if (output.kind !== 'edges') return [];
    return output.fields.flatMap(([, part]) => (typeof part === 'string' ? [] : [part]));
  });

/** The parts of a JSON value that a selection asks for. */
function jsonParts(value: Sql, shape: JsonShape): Sql {
  const parts = (source: Sql): Sql =>
    object(
      shape.keys.map(([key, part]): readonly [string, Sql] => {
        if (part === 'typename') return [key, literal(shape.typeName)];
        const inner = sql`${source}->${literal(part.name)}`;
        return [
          key,
          part.sub ? jsonParts(sql`nullif((${inner})::text, 'null')::json`, part.sub) : inner,
        ];
      }),
    );
  if (shape.list) {
    return sql`(select case when v.j is not null then (select coalesce(json_agg(${parts(raw('e.value'))} order by e.n), '[]'::json)
      from json_array_elements(v.j) with ordinality e(value, n)) end from (select (${value})::json as j) v)`;
  }
  return sql`(select case when v.j is not null then ${parts(raw('v.j'))} end from (select (${value})::json as j) v)`;
}

/** The cursor's text, letter for letter as `encodeCursor` writes it. */
function cursorSql(
  order: string,
  columns: readonly string[],
  model: ObjectPlan['model'],
  d: Columns,
): Sql {
  const texts = columns.map((column) => {
    const instant = model.table.columns.get(column)!.type === 'timestamptz';
    const value = written(d[column]!, instant ? 'instant' : 'text');
    return sql`',' || to_json(${value})::text`;
  });
  const json = sql`'[' || ${literal(JSON.stringify(order))} || ${join(texts, ' || ')} || ']'`;
  return sql`rtrim(translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/\n', '-_'), '=')`;
}
