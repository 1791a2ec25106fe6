import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { Database, Lane } from '../../db/database.ts';
import type { LookUp } from '../../db/look-up.ts';
import { type TextRow, textValue } from '../../db/pipelined-batch.ts';
import type { Secrets } from '../../secrets.ts';
import { fill } from '../../sql/sql.ts';
import type { Viewer } from '../../viewer.ts';
import { type Ask, askUpstreams } from './ask.ts';
import type { PlanCache, Refused } from './cache.ts';
import type { Compiled } from './compile.ts';
import { finish } from './finish.ts';
import { MISSING } from './json-text.ts';
import { Unplanned } from './plan.ts';

export interface Query {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface PlannedDeps {
  readonly plans: PlanCache;
  readonly db: Pick<Database, 'read'>;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly ask: Ask;
}

/** The value of `data` as JSON text, or the reason for a refusal. */
export type Answer = { readonly json: string } | Refused;

/**
 * Runs the whole operation as one statement. Its text is returned unchanged unless code computes a part. The resolved
 * execution handles unplanned operations and every error; both executions return equal answers. A piggybacked look-up
 * is sent in the same round trip.
 */
export async function runPlanned(
  { plans, db, clock, secrets, ask }: PlannedDeps,
  viewer: Viewer,
  query: Query,
  piggybacked?: LookUp,
): Promise<Answer> {
  const { role, memberId, subjectId } = viewer;
  const traits = { role, hasMember: memberId !== null, hasSubject: subjectId !== null };
  const found = plans.find(query.document, query.operationName, query.variables, traits);
  if ('unplanned' in found) return found;
  const { compiled, values } = found;
  const { statement } = compiled;
  const rows = await db.read(
    viewer,
    clock.now(),
    {
      isKept: !compiled.isSpread && isRepeated(compiled),
      plansForValues: compiled.plansForValues,
      follows: compiled.follows,
      text: statement.text,
      values: fill(statement, { viewer, args: values }).map(textValue),
      took: (ms) => noteTime(compiled, ms),
    },
    laneOf(compiled),
    piggybacked,
  );
  return await finished(compiled, rows, secrets, ask);
}

/** The JSON text of the answer; a refusal if a value that the schema requires is null. */
async function finished(
  { plan, hasCode, hasUpstream, json: textOf }: Compiled,
  rows: readonly TextRow[],
  secrets: Secrets,
  ask: Ask,
): Promise<Answer> {
  const json = textOf(rows);
  if (json.includes(MISSING)) return { unplanned: 'a null against the schema' };
  if (!hasCode) return { json };
  try {
    const data = finish(plan, JSON.parse(json), secrets);
    return { json: JSON.stringify(hasUpstream ? await askUpstreams(plan, data, ask) : data) };
  } catch (error) {
    if (error instanceof Unplanned) return { unplanned: error.message };
    throw error;
  }
}

/** From this use on, each connection that runs the statement keeps it prepared. */
const REPEATED_FROM = 3;
/** Uses by text: requests whose arguments differ in form can have the same statement. */
const uses = new LRUCache<string, number>({ max: 2_000 });

/** Counts a use of a statement. Returns whether the statement should be prepared. */
function isRepeated({ statement: { text } }: Compiled): boolean {
  const used = uses.get(text) ?? 0;
  if (used < REPEATED_FROM) uses.set(text, used + 1);
  return used + 1 >= REPEATED_FROM;
}

/** Lets the first use of a statement take what is prepared. */
export const expectUses = ({ statement: { text } }: Compiled): void =>
  void uses.set(text, REPEATED_FROM);

/**
 * A statement whose mean execution time in milliseconds, without waiting, exceeds this value runs on the connections
 * for slow statements.
 */
const SLOW_MS = 250;
/** Weight of the latest time in the moving average. */
const LATEST = 0.2;
const means = new WeakMap<Compiled, number>();

const laneOf = (compiled: Compiled): Lane =>
  (means.get(compiled) ?? 0) > SLOW_MS ? 'slow' : 'quick';

function noteTime(compiled: Compiled, ms: number): void {
  const mean = means.get(compiled) ?? ms;
  means.set(compiled, mean + LATEST * (ms - mean));
}
