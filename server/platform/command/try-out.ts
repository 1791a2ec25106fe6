import { PublicError, type UserError } from '../errors.ts';
import { sql } from '../sql/sql.ts';
import { refusalOf, runSeen } from './pipeline.ts';
import { commandTx, partsOf } from './tx.ts';
import type { AnyCommand, Tx } from './types.ts';

/**
 * Runs a command's own part inside the caller's transaction and takes everything back. Gives the reasons
 * for which it would be refused, none when it would be accepted. Locks are given back, too.
 */
export async function tryOut(
  tx: Tx,
  spec: AnyCommand,
  input: unknown,
): Promise<readonly UserError[]> {
  const { unit, context } = partsOf(tx);
  // What the trial changes must not be what the caller works with.
  const trial = unit.trial();
  await tx.rows(sql`savepoint try_out`);
  try {
    await runSeen(
      spec,
      commandTx(trial, { ...context, validateOnly: true, audit: () => {} }),
      input,
    );
    await trial.flush();
    await trial.settled();
    return [];
  } catch (error) {
    const errors = refusalOf(error, spec);
    if (errors) return errors;
    if (error instanceof PublicError && error.code !== 'UNAVAILABLE')
      return [{ code: error.code, field: null, params: {} }];
    throw error;
  } finally {
    await tx.rows(sql`rollback to savepoint try_out`);
  }
}
