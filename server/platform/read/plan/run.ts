import type { DocumentNode } from 'graphql';
import type { Clock } from '../../clock.ts';
import type { Database, Lane } from '../../db/database.ts';
import type { LookUp } from '../../db/look-up.ts';
import { type TextRow, textValue } from '../../db/pipelined-batch.ts';
import type { Secrets } from '../../secrets.ts';
import { fill } from '../../sql/sql.ts';
import type { Viewer } from '../../viewer.ts';
import type { PlanCache, Refused } from './cache.ts';
import type { Compiled } from './compile.ts';
import { finish } from './finish.ts';
import { MISSING } from './json-text.ts';
import { Unplanned } from './plan.ts';

/** A query as it came. */
export interface Query {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface PlannedDeps {
  readonly plans: PlanCache;
  readonly db: Pick<Database, 'read'>;
  readonly clock: Clock;
  /** For code fields that sign. */
  readonly secrets: Secrets;
}

/** The value of `data` as JSON text, or why the resolved execution must answer. */
export type Answer = { readonly json: string } | Refused;

/**
 * The planned execution: the whole operation as one statement, whose text goes out as it is unless code
 * computes a part of it. Whatever it cannot plan, and every error, is left to the resolved execution;
 * where both answer, they answer the same. A piggybacked look-up goes out in the same round trip.
 */
export async function runPlanned(
  { plans, db, clock, secrets }: PlannedDeps,
  viewer: Viewer,
  query: Query,
  piggybacked?: LookUp,
): Promise<Answer> {
  const { role, memberId, subjectId } = viewer;
  const standing = { role, hasMember: memberId !== null, hasSubject: subjectId !== null };
  const found = plans.find(query.document, query.operationName, query.variables, standing);
  if ('unplanned' in found) return found;
  const { compiled, values } = found;
  const { statement } = compiled;
  const rows = await db.read(
    viewer,
    clock.now(),
    {
      isKept: isRepeated(compiled),
      text: statement.text,
      values: fill(statement, { viewer, args: values }).map(textValue),
      took: (ms) => noteTime(compiled, ms),
    },
    laneOf(compiled),
    piggybacked,
  );
  return finished(compiled, rows, secrets);
}

/** The answer's text, unless it misses a value that the schema promises. */
export function finished(
  { plan, hasCode, json: textOf }: Compiled,
  rows: readonly TextRow[],
  secrets: Secrets,
): Answer {
  const json = textOf(rows);
  if (json.includes(MISSING)) return { unplanned: 'a null against the schema' };
  if (!hasCode) return { json };
  try {
    return { json: JSON.stringify(finish(plan, JSON.parse(json), secrets)) };
  } catch (error) {
    if (error instanceof Unplanned) return { unplanned: error.message };
    throw error;
  }
}

/** From this use on PostgreSQL keeps a statement prepared, on each connection that it is asked on. */
const REPEATED_FROM = 3;
const uses = new WeakMap<Compiled, number>();

/** Counts a use of a statement. Returns whether it is worth a place among the prepared ones. */
function isRepeated(compiled: Compiled): boolean {
  const used = (uses.get(compiled) ?? 0) + 1;
  uses.set(compiled, used);
  return used >= REPEATED_FROM;
}

/** A statement that takes longer than this on average, in milliseconds and without waiting, is asked on the connections for slow ones. */
const SLOW_MS = 250;
/** The mean weighs the latest time by this much. */
const LATEST = 0.2;
const means = new WeakMap<Compiled, number>();

const laneOf = (compiled: Compiled): Lane =>
  (means.get(compiled) ?? 0) > SLOW_MS ? 'slow' : 'quick';

function noteTime(compiled: Compiled, ms: number): void {
  const mean = means.get(compiled) ?? ms;
  means.set(compiled, mean + LATEST * (ms - mean));
}
