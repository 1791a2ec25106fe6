import DataLoader from 'dataloader';
import type { Reader } from '../../db/database.ts';
import { asksForPerson, type Sql, sql } from '../../sql/sql.ts';
import type { Viewer } from '../../viewer.ts';
import { encodeCursor } from '../cursor.ts';
import type { SqlOf } from '../declare.ts';
import type { ReadModel } from '../model.ts';
import { type ConnectionArgs, type PageRequest, pageRequest } from '../page-request.ts';
import { orderColumns } from '../scope.ts';
import type { SelectedConnection } from '../selection.ts';
import type { PageShape } from '../shapes.ts';
import { BatchScheduler } from './batch-scheduler.ts';
import {
  byKeySql,
  childrenSql,
  countSql,
  KEY,
  listPageSql,
  pagesByParentSql,
  totalsByParentSql,
} from './statements.ts';

export type Row = Readonly<Record<string, unknown>>;

interface Count {
  readonly value: number;
  readonly isExact: boolean;
}

export interface Connection {
  readonly nodes: Row[];
  readonly edges: { node: Row; cursor: string }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  readonly count: Count | null;
  readonly totals: Row | null;
}

/**
 * The resolved execution of one request: batches of the engine's own SQL, bound to one viewer. Every
 * loader lives as long as the request, and nothing is shared between requests.
 */
export class ReadSession {
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();
  readonly #scheduler = new BatchScheduler();
  #isPersonal = false;

  constructor(
    private readonly viewer: Viewer,
    private readonly reader: Reader,
  ) {}

  /** Whether a statement used the viewer's person: members of the same organization and role may then get other rows. */
  get isPersonal(): boolean {
    return this.#isPersonal;
  }

  /** The row with this key; null if the viewer's scope has no such row. */
  byKey(
    model: ReadModel,
    column: string,
    key: string,
    fields: ReadonlySet<string>,
    when?: SqlOf<string>,
  ): Promise<Row | null> {
    return this.#load(['key', model.name, column, ...fields], key, async (keys) => {
      const rows = await this.rows(byKeySql(model, this.viewer.role, column, fields, when), {
        keys,
      });
      const byKey = new Map(rows.map((row) => [String(row[KEY.parent]), row]));
      return keys.map((k) => byKey.get(k) ?? null);
    });
  }

  children(
    model: ReadModel,
    column: string,
    list: { orderBy: string; max: number },
    parent: string,
    fields: ReadonlySet<string>,
  ): Promise<Row[]> {
    return this.#load(['some', model.name, column, ...fields], parent, async (parents) => {
      const rows = await this.rows(
        childrenSql(model, this.viewer.role, column, list.orderBy, list.max, fields),
        { parents },
      );
      return groupByParent(rows, parents);
    });
  }

  /** A page of a list: of all rows in scope, or of the rows of one parent. */
  async page(
    model: ReadModel,
    args: ConnectionArgs,
    selected: SelectedConnection,
    { parent, most }: { parent?: { column: string; id: string }; most?: number } = {},
  ): Promise<Connection> {
    const request = pageRequest(model, this.viewer.role, args, most);
    const { shape, values, size } = request;
    const key = [
      'page',
      model.name,
      parent?.column ?? '',
      JSON.stringify([shape, values]),
      ...selected.fields,
    ];
    const limit = size + 1;
    const read = (): Promise<Row[]> =>
      parent
        ? this.#load(key, parent.id, async (parents) => {
            const found = await this.rows(
              pagesByParentSql(model, this.viewer.role, parent.column, selected.fields, shape),
              { ...values, limit, parents },
            );
            return groupByParent(found, parents);
          })
        : this.rows(listPageSql(model, this.viewer.role, selected.fields, shape), {
            ...values,
            limit,
          });
    const rows = selected.rows ? read() : [];
    const count = selected.count ? this.#count(model, shape, values, parent) : null;
    const totals = selected.totals
      ? this.#totals(model, shape, values, [...selected.totals], parent)
      : null;
    // Awaiting all together keeps a rejection from going unhandled while another is awaited.
    return connection(model, request, ...(await Promise.all([rows, count, totals])));
  }

  #totals(
    model: ReadModel,
    shape: PageShape,
    values: Record<string, unknown>,
    selected: readonly string[],
    parent?: { column: string; id: string },
  ): Promise<Row> {
    const names = selected.filter((name) => model.measures.has(name));
    if (names.length === 0) return Promise.resolve({});
    const { role } = this.viewer;
    const statement = totalsByParentSql(model, role, parent?.column ?? null, shape, names);
    const batch = async (parents: readonly string[]): Promise<Row[]> => {
      const rows = await this.rows(statement, { ...values, parents });
      const totals = new Map(rows.map((row) => [String(row[KEY.parent]), row]));
      return parents.map((id) => totals.get(id)!);
    };
    return this.#load(
      [
        'totals',
        model.name,
        parent?.column ?? '',
        JSON.stringify([shape.filters, values]),
        ...names,
      ],
      parent?.id ?? 'null',
      batch,
    );
  }

  async #count(
    model: ReadModel,
    shape: PageShape,
    values: Record<string, unknown>,
    parent?: { column: string; id: string },
  ): Promise<Count> {
    const statement = countSql(model, this.viewer.role, parent?.column ?? null, shape);
    const batch = async (parents: readonly string[]): Promise<Count[]> => {
      const rows = await this.rows(statement, { ...values, parents });
      const counts = new Map(
        rows.map(({ [KEY.parent]: id, value, exact }) => [
          String(id),
          { value: Number(value), isExact: Boolean(exact) },
        ]),
      );
      return parents.map((id) => counts.get(id) ?? { value: 0, isExact: true });
    };
    if (!parent) return (await batch(['null']))[0]!;
    return this.#load(
      ['count', model.name, parent.column, JSON.stringify([shape.filters, values])],
      parent.id,
      batch,
    );
  }

  #load<V>(
    key: readonly string[],
    id: string,
    batch: (ids: readonly string[]) => Promise<V[]>,
  ): Promise<V> {
    const name = key.join('\u0000');
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, unknown>(batch, {
        batchScheduleFn: this.#scheduler.schedule,
      });
      this.#loaders.set(name, loader);
    }
    return loader.load(id) as Promise<V>;
  }

  /** Evaluates an expression in a separate statement and returns it as JSON. */
  async value(value: Sql): Promise<unknown> {
    const [row] = await this.rows(sql`select (${value})::json as value`, {});
    return row!.value;
  }

  /** Runs a statement of the engine. A null statement returns no rows: the viewer's side sees none. */
  async rows(statement: Sql | null, args: Record<string, unknown>): Promise<Row[]> {
    if (!statement) return [];
    this.#isPersonal ||= asksForPerson(statement);
    return await this.#scheduler.run(() => this.reader.rows<Row>(statement, args));
  }
}

function groupByParent(rows: readonly Row[], parents: readonly string[]): Row[][] {
  const groups = new Map(parents.map((id): [string, Row[]] => [id, []]));
  for (const row of rows) groups.get(String(row[KEY.parent]))?.push(row);
  return parents.map((id) => groups.get(id)!);
}

function connection(
  model: ReadModel,
  { shape, size }: PageRequest,
  found: readonly Row[],
  count: Count | null,
  totals: Row | null,
): Connection {
  const more = found.length > size;
  const nodes = found.slice(0, size);
  if (shape.backwards) nodes.reverse();
  const width = orderColumns(model, shape.order).length;
  const cursorOf = (row: Row): string =>
    encodeCursor(
      shape.order,
      Array.from({ length: width }, (_, i) => row[KEY.order(i)]),
    );
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: shape.backwards ? shape.hasCursor : more,
      hasPreviousPage: shape.backwards ? more : shape.hasCursor,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
    totals,
  };
}
