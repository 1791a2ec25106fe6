import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { rowsIn, settledIn } from '../db/database.ts';
import { PublicError, type UserError } from '../errors.ts';
import { sql } from '../sql/sql.ts';
import { refusalOf, runSeen } from './pipeline.ts';
import type { AnyCommand, Command, Tx } from './types.ts';

/**
 * Runs a command's own part inside the caller's transaction and takes everything back. Gives the reasons
 * for which it would be refused, none when it would be accepted. Locks are given back, too.
 */
export async function tryOut(
  tx: Tx,
  anyCommand: AnyCommand,
  input: unknown,
): Promise<readonly UserError[]> {
  const spec = anyCommand as unknown as Command<unknown>;
  // An identity map of its own: what the trial changes must not be what the caller works with.
  const em = tx.em.fork({ clear: true, keepTransactionContext: true }) as SqlEntityManager;
  await rowsIn(tx.em, sql`savepoint try_out`);
  try {
    const trial: Tx = {
      ...tx,
      em,
      validateOnly: true,
      rows: (query, args) => rowsIn(em, query, tx.viewer, args),
      audit: () => {},
    };
    await runSeen(spec, trial, input);
    await em.flush();
    await settledIn(em);
    return [];
  } catch (error) {
    const errors = refusalOf(error, anyCommand);
    if (errors) return errors;
    if (error instanceof PublicError && error.code !== 'UNAVAILABLE')
      return [{ code: error.code, field: null, params: {} }];
    throw error;
  } finally {
    await rowsIn(tx.em, sql`rollback to savepoint try_out`);
  }
}
