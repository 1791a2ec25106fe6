import type { DocumentNode } from 'graphql';
import { execute } from 'graphql';
import pg from 'pg';
import type { ApiDeps } from '../../../server/platform/api/context.ts';
import { GraphqlContext, plansOf } from '../../../server/platform/api/context.ts';
import { READ_PLANNING, readRole, viewerSettings } from '../../../server/platform/db/database.ts';
import { textValue } from '../../../server/platform/db/pipelined-batch.ts';
import { DB_ROLES } from '../../../server/platform/db/tenancy.ts';
import { fill, print } from '../../../server/platform/sql/sql.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';

/** An operation as a statement for one viewer. */
export interface ViewerStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Plans an operation for a viewer; returns the statement, or the reason why resolvers answer it. */
export function statementOf(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): ViewerStatement | { readonly unplanned: string } {
  const { role, memberId, subjectId } = viewer;
  const standing = { role, hasMember: memberId !== null, hasSubject: subjectId !== null };
  const found = plansOf(deps.domain).find(document, null, variables, standing);
  if ('unplanned' in found) return found;
  const { statement } = found.compiled;
  const values = fill(statement, { viewer, args: found.values }).map(textValue);
  return { text: statement.text, values };
}

/** The statements of an operation that resolvers answer. Runs the operation. */
export async function resolvedStatements(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<ViewerStatement[]> {
  const sent: ViewerStatement[] = [];
  const { db } = deps;
  const recording: typeof db = {
    ...db,
    read(by, now, statement, ...rest) {
      sent.push(statement);
      return db.read(by, now, statement, ...rest);
    },
    reader(by, clock) {
      const reader = db.reader(by, clock);
      return {
        ...reader,
        rows(query, args) {
          sent.push(print(query, { viewer: by, args }));
          return reader.rows(query, args);
        },
      };
    },
  };
  const contextValue = new GraphqlContext({ ...deps, db: recording }, viewer, 'explain');
  try {
    await execute({ schema: deps.domain.schema, document, variableValues, contextValue });
  } finally {
    await contextValue.endReads();
  }
  return sent;
}

/** A node of an execution plan in the format of EXPLAIN (FORMAT JSON). */
interface PlanNode {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly 'Temp Read Blocks': number;
}

/** PostgreSQL decides at the sixth execution whether a statement gets a generic plan. */
const SETTLED = 6;

/** Runs statements like the product: with the application's role, the viewer's settings and its way to plan. */
export class Explainer {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<Explainer> {
    const options = `-c role=${DB_ROLES.app} ${READ_PLANNING}`;
    const client = new pg.Client({ connectionString: url, options });
    await client.connect();
    return new Explainer(client);
  }

  /** Blocks of 8 kB that a statement touches, in memory or not, with the plan for these values. */
  async blocks(viewer: Viewer, { text, values }: ViewerStatement, now: Date): Promise<number> {
    return await this.#as(viewer, now, async () => {
      const { rows } = await this.client.query(
        `explain (analyze, buffers, timing off, format json) ${text}`,
        [...values],
      );
      const plan: PlanNode = rows[0]['QUERY PLAN'][0].Plan;
      return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] + plan['Temp Read Blocks'];
    });
  }

  /** Runs a statement with EXPLAIN and returns the text with times and buffers of its final plan. */
  async run(viewer: Viewer, { text, values }: ViewerStatement): Promise<string> {
    return await this.#as(viewer, new Date(), async () => {
      const { client } = this;
      await client.query(`prepare explained as ${text}`);
      try {
        const given = values.map((v) => (v === null ? 'null' : client.escapeLiteral(String(v))));
        const list = given.length > 0 ? ` (${given.join(', ')})` : '';
        for (let i = 1; i < SETTLED; i++) await client.query(`execute explained${list}`);
        const { rows } = await client.query(`explain (analyze, buffers) execute explained${list}`);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.query('deallocate all');
      }
    });
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #as<T>(viewer: Viewer, now: Date, work: () => Promise<T>): Promise<T> {
    const { client } = this;
    await client.query('begin read only');
    try {
      const settings = { ...viewerSettings(viewer, now), role: readRole(viewer) };
      for (const [name, value] of Object.entries(settings))
        await client.query('select set_config($1, $2, true)', [name, value]);
      return await work();
    } finally {
      await client.query('rollback');
    }
  }
}
