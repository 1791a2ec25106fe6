import { PublicError } from '../errors.ts';

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
