import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn } from '../db/database.ts';
import { notFound } from '../errors.ts';
import type { Domain } from '../graphql/domain.ts';
import { scoped } from '../read/compile.ts';
import type { Reads } from '../read/declare.ts';
import { and, sql } from '../read/sql.ts';
import type { Viewer } from '../viewer.ts';

/** Who asks, inside which transaction: a command's `Tx` is one. */
export interface Asker {
  readonly em: SqlEntityManager;
  readonly viewer: Viewer;
  readonly domain: Pick<Domain, 'model'>;
}

/** Refuses an object outside the viewer's scope exactly as one that does not exist: NOT_FOUND. */
export async function mustSee(
  { em, viewer, domain }: Asker,
  reads: Reads,
  id: string,
): Promise<void> {
  const scope = scoped(domain.model(reads), viewer.role, 'd');
  if (!scope) throw notFound();
  const rows = await rowsIn(
    em,
    sql`select 1 from ${scope.from} where ${and([sql`${scope.d.id!} = ${id}::uuid`, ...scope.where])}`,
    viewer,
  );
  if (rows.length === 0) throw notFound();
}
