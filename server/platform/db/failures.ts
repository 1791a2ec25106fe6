import { PublicError } from '../errors.ts';

/** PostgreSQL's names of the SQLSTATEs on which the product acts. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  exclusionViolation: '23P01',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  featureNotSupported: '0A000',
  failedTransaction: '25P02',
  unknownStatement: '26000',
  dependentObjects: '2BP01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  duplicateObject: '42710',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
} as const;
type Condition = keyof typeof SQLSTATE;

const hasState =
  (...conditions: readonly Condition[]) =>
  (error: unknown): boolean =>
    conditions.some((name) => SQLSTATE[name] === (error as { code?: unknown }).code);

/** Whether PostgreSQL ended a transaction for the sake of another one: a repeat may succeed. */
export const isConflict = hasState('serializationFailure', 'deadlockDetected');
/** Whether a lock took too long. */
export const isLocked = hasState('lockNotAvailable');
/** Whether a statement or its lock took too long. */
export const isTimeout = hasState('lockNotAvailable', 'queryCanceled');
/** Whether a statement changes a column that a view shows. */
export const isShownByView = hasState('dependentObjects', 'featureNotSupported');
/** Whether a row violates a constraint. */
export const isViolation = hasState(
  'uniqueViolation',
  'exclusionViolation',
  'foreignKeyViolation',
  'checkViolation',
);

/** Messages of the driver when the database is unreachable; such errors have no SQLSTATE, or one of class 08 or 57P. */
const GONE =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection error|not queryable|terminating connection|ECONN|EPIPE/i;
/** Includes 53300 and 57014, which changed nothing; not 08P01, a message that PostgreSQL cannot read: our fault. */
const GONE_STATE = /^(08(?!P01)...|53300|57P0[1-5]|57014|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** UNAVAILABLE for load or an unreachable database; a repeat with the key tells whether the command took place. */
export function busy(error: Error & { code?: unknown }): Error {
  const gone =
    GONE_STATE.test(String(error.code ?? '')) || (!error.code && GONE.test(error.message));
  return gone ? PublicError.unavailable(2) : error;
}
