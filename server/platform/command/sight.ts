import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../db/database.ts';
import { notFound } from '../errors.ts';
import type { Reads } from '../read/declare.ts';
import { scoped, sourceOf } from '../read/scope.ts';
import { and, raw, type Sql, sql } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
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
