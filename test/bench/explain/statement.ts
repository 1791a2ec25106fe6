import type { DocumentNode } from 'graphql';
import pg from 'pg';
import type { ApiDeps } from '../../../server/platform/api/context.ts';
import { plansOf } from '../../../server/platform/api/context.ts';
import { viewerSettings } from '../../../server/platform/db/database.ts';
import { textValue } from '../../../server/platform/db/pipelined-batch.ts';
import { DB_ROLES } from '../../../server/platform/db/tenancy.ts';
import { fill } from '../../../server/platform/sql/sql.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';

/** An operation as a statement for one viewer. */
export interface ViewerStatement {
  readonly text: string;
  readonly values: readonly (string | null)[];
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

/** A node of an execution plan in the format of EXPLAIN (FORMAT JSON). */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

/** PostgreSQL decides at the sixth execution whether a statement gets a generic plan. */
const SETTLED = 6;

/** Plans statements like the product: with the application's role and the viewer's settings. */
export class Explainer {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<Explainer> {
    const client = new pg.Client({ connectionString: url, options: `-c role=${DB_ROLES.app}` });
    await client.connect();
    return new Explainer(client);
  }

  /** The final plan of a prepared statement. */
  async plan(viewer: Viewer, statement: ViewerStatement): Promise<PlanNode> {
    return await this.#prepared(viewer, statement, async (execute) => {
      for (let i = 1; i < SETTLED; i++) await this.client.query(`explain ${execute}`);
      const { rows } = await this.client.query(`explain (format json) ${execute}`);
      return rows[0]['QUERY PLAN'][0].Plan;
    });
  }

  /** Runs a statement with EXPLAIN and returns the text with times and buffers. */
  async run(viewer: Viewer, statement: ViewerStatement): Promise<string> {
    return await this.#prepared(viewer, statement, async (execute) => {
      for (let i = 1; i < SETTLED; i++) await this.client.query(execute);
      const { rows } = await this.client.query(`explain (analyze, buffers) ${execute}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #prepared<T>(
    viewer: Viewer,
    { text, values }: ViewerStatement,
    work: (execute: string) => Promise<T>,
  ): Promise<T> {
    const { client } = this;
    await client.query('begin read only');
    try {
      for (const [name, value] of Object.entries(viewerSettings(viewer, new Date())))
        await client.query('select set_config($1, $2, true)', [name, value]);
      await client.query(`prepare explained as ${text}`);
      const given = values.map((value) => (value === null ? 'null' : client.escapeLiteral(value)));
      const list = given.length > 0 ? ` (${given.join(', ')})` : '';
      return await work(`execute explained${list}`);
    } finally {
      await client.query('rollback');
      await client.query('deallocate all');
    }
  }
}
