import type { DocumentNode } from 'graphql';
import { execute } from 'graphql';
import pg from 'pg';
import type { ApiDeps } from '../../../server/platform/api/context.ts';
import { GraphqlContext, plansOf } from '../../../server/platform/api/context.ts';
import { HORIZON } from '../../../server/platform/db/changes.ts';
import { READ_PLANNING, readRole, viewerSettings } from '../../../server/platform/db/database.ts';
import { textValue } from '../../../server/platform/db/pipelined-batch.ts';
import { DB_ROLES } from '../../../server/platform/db/tenancy.ts';
import { fill, print } from '../../../server/platform/sql/sql.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';

/** An operation as a statement for one viewer. */
export interface ViewerStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Whether the product has one plan for all values of the statement. */
  readonly plansOnce?: boolean;
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
  const { statement, isSpread, plansForValues } = found.compiled;
  const values = fill(statement, { viewer, args: found.values });
  return { text: statement.text, values, plansOnce: !isSpread && !plansForValues };
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

/** Runs statements like the product: with the application's role, the viewer's settings and its way to plan. */
export class Explainer {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<Explainer> {
    const options = `-c role=${DB_ROLES.app} ${READ_PLANNING}`;
    const client = new pg.Client({ connectionString: url, options });
    await client.connect();
    return new Explainer(client);
  }

  /** Blocks of 8 kB that a statement touches, in memory or not. */
  async blocks(viewer: Viewer, statement: ViewerStatement, now: Date): Promise<number> {
    const [row] = await this.#explain('analyze, buffers, timing off, format json', {
      viewer,
      statement,
      now,
    });
    const plan: PlanNode = row['QUERY PLAN'][0].Plan;
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] + plan['Temp Read Blocks'];
  }

  /** The text of a statement's plan, with times and buffers. */
  async run(viewer: Viewer, statement: ViewerStatement): Promise<string> {
    const rows = await this.#explain('analyze, buffers', { viewer, statement, now: new Date() });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #explain(options: string, { viewer, statement, now }: Explained): Promise<any[]> {
    const { client } = this;
    const { text, values, plansOnce } = statement;
    const given = values
      .map(textValue)
      .map((value) => (value === null ? 'null' : client.escapeLiteral(value)));
    await client.query('begin read only');
    try {
      const settings = {
        ...viewerSettings(viewer, now),
        role: readRole(viewer),
        // Lists that programs follow end before it.
        [HORIZON]: 'infinity',
        plan_cache_mode: plansOnce ? 'force_generic_plan' : 'force_custom_plan',
      };
      for (const [name, value] of Object.entries(settings))
        await client.query('select set_config($1, $2, true)', [name, value]);
      await client.query(`prepare explained as ${text}`);
      const list = given.length > 0 ? ` (${given.join(', ')})` : '';
      return (await client.query(`explain (${options}) execute explained${list}`)).rows;
    } finally {
      await client.query('rollback');
      await client.query('deallocate all');
    }
  }
}

interface Explained {
  readonly viewer: Viewer;
  readonly statement: ViewerStatement;
  readonly now: Date;
}
