import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type Database, rowsIn } from '../db/database.ts';
import { notFound } from '../errors.ts';
import type { Reads } from '../read/declare.ts';
import { scoped, sourceOf } from '../read/scope.ts';
import { and, arg, raw, type Sql, sql, type Template, template } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import type { NamedObject } from './input.ts';
import type { Registry } from './types.ts';

/** Who asks, inside which transaction: a command's `Tx` is one. */
export interface Asker {
  readonly em: SqlEntityManager;
  readonly viewer: Viewer;
  readonly domain: Pick<Registry, 'model'>;
}

/** Whether an object is in the viewer's scope, as a condition in a larger statement. */
export function sees({ viewer, domain }: Omit<Asker, 'em'>, reads: Reads, id: Sql): Sql {
  const scope = scoped(domain.model(reads), viewer.role, 'd');
  if (!scope) return raw('false');
  const where = and([sql`${scope.d.id} = ${id}`, ...scope.where]);
  return sql`exists (select 1 from ${sourceOf(scope, where)} where ${where})`;
}

/** Refuses an object outside the viewer's scope exactly as one that does not exist: NOT_FOUND. */
export async function mustSee(asker: Asker, reads: Reads, id: string): Promise<void> {
  const [row] = await rowsIn<{ seen: boolean }>(
    asker.em,
    sql`select ${sees(asker, reads, sql`${id}::uuid`)} as seen`,
    asker.viewer,
  );
  if (!row!.seen) throw notFound();
}

/** Statements that ask for objects of several types, by role and types. */
const questions = new Map<string, Template>();

/**
 * Refuses as NOT_FOUND unless the viewer sees all of the objects. One prepared statement for each role and set of
 * types asks for them together.
 */
export async function mustSeeAll(asker: Asker, objects: readonly NamedObject[]): Promise<void> {
  if (objects.length === 0) return;
  const byType = Map.groupBy(objects, ({ to }) => to());
  const types = [...byType.keys()];
  const key = [asker.viewer.role, ...types.map(({ spec }) => spec.id)].join(' ');
  let question = questions.get(key);
  if (!question) {
    const each = types.map((reads, i) => seesEach(asker, reads, `ids.${i}`));
    question = template(sql`select ${and(each)} as seen`);
    questions.set(key, question);
  }
  const ids = types.map((reads, i) => [`ids.${i}`, byType.get(reads)!.map(({ id }) => id)]);
  const [row] = await rowsIn<{ seen: boolean }>(
    asker.em,
    question,
    asker.viewer,
    Object.fromEntries(ids),
  );
  if (!row!.seen) throw notFound();
}

/** Asks in a transaction of the viewer, once it is certain that the viewer sees these objects; else NOT_FOUND. */
export const askSeen = <T>(
  db: Database,
  { viewer, domain }: Omit<Asker, 'em'>,
  objects: readonly NamedObject[],
  ask: (asker: Asker) => Promise<T>,
): Promise<T> =>
  db.transaction(viewer, async (em) => {
    const asker = { viewer, domain, em };
    await mustSeeAll(asker, objects);
    return await ask(asker);
  });

const seesEach = (asker: Asker, reads: Reads, ids: string): Sql =>
  sql`not exists (select 1 from unnest(${arg(ids)}::uuid[]) k(id) where not ${sees(asker, reads, raw('k.id'))})`;
