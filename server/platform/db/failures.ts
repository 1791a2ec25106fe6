import { unavailable } from '../errors.ts';

/** Messages of the driver when the database is unreachable; such errors have no SQLSTATE, or one of class 08 or 57P. */
const GONE =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection error|not queryable|terminating connection|ECONN|EPIPE/i;
/**
 * Includes too many connections (53300) and a statement that timed out or was cancelled (57014), which has changed
 * nothing. Excludes 08P01: a message that PostgreSQL cannot read is a fault of this server.
 */
const GONE_STATE = /^(08(?!P01)...|53300|57P0[1-5]|57014|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/**
 * UNAVAILABLE for an error that is due to load or to an unreachable database, so that clients retry; other errors
 * unchanged. After a broken connection a client learns whether its command was committed by repeating it with its key.
 */
export function busy(error: Error & { code?: unknown }): Error {
  const gone =
    GONE_STATE.test(String(error.code ?? '')) || (!error.code && GONE.test(error.message));
  return gone ? unavailable(2) : error;
}
