import { unavailable } from '../errors.ts';

/** What the driver says when the database is away or goes away: no state, or a state of class 08 or 57P. */
const GONE =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection error|not queryable|terminating connection|ECONN|EPIPE/i;
/**
 * Also too many connections (53300), and a statement that ran out of time or was cancelled (57014): what it
 * would have done, it has not done. Not 08P01: a message that PostgreSQL cannot read is our own mistake.
 */
const GONE_STATE = /^(08(?!P01)...|53300|57P0[1-5]|57014|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/**
 * Too few connections for the callers, too little time, or no database at all: an error that clients can
 * wait for. Whether a command whose connection broke was committed, they learn by repeating it with its key.
 */
export function busy(error: Error & { code?: unknown }): Error {
  const gone =
    GONE_STATE.test(String(error.code ?? '')) || (!error.code && GONE.test(error.message));
  return gone ? unavailable(2) : error;
}
