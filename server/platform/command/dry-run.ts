import { PublicError, type UserError } from '../errors.ts';
import { sql } from '../sql/sql.ts';
import { refusalOf, runSeen } from './pipeline.ts';
import { commandTx, partsOf } from './tx.ts';
import type { AnyCommand, Tx } from './types.ts';

/** Runs a command and rolls it back, locks included. Returns the reasons for a refusal, or none. */
export async function dryRun(
  tx: Tx,
  spec: AnyCommand,
  input: unknown,
): Promise<readonly UserError[]> {
  const { unit, context } = partsOf(tx);
  // The trial must not change rows that the caller works with.
  const trial = unit.trial();
  await tx.rows(sql`savepoint dry_run`);
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
    if (error instanceof PublicError && error.reason)
      return [{ code: error.reason, field: null, params: {} }];
    throw error;
  } finally {
    await tx.rows(sql`rollback to savepoint dry_run`);
  }
}
