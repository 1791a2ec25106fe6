import { PublicError } from './errors.ts';

/**
 * The instant by which a request is answered, in milliseconds of `performance.now()`. Queue, batch and
 * connection share it, so that one limit bounds the sum of all waits (decision 0016).
 */
export type RequestDeadline = number;

/** Longest time from the start of a request's work until its answer, in milliseconds. */
export const REQUEST_MS = 4_000;

/** Largest delay of an expiry. One timer serves all waits, because most of them end long before their deadline. */
const TICK_MS = 100;

export const deadlineIn = (ms: number): RequestDeadline => performance.now() + ms;

interface Wait {
  readonly deadline: RequestDeadline;
  readonly expire: () => void;
}

const waits = new Set<Wait>();
let timer: NodeJS.Timeout | undefined;

function tick(): void {
  const now = performance.now();
  for (const wait of waits) {
    if (wait.deadline > now) continue;
    waits.delete(wait);
    wait.expire();
  }
  if (waits.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/** Calls `expire` once the deadline has passed. The returned function cancels the call. */
export function whenPassed(deadline: RequestDeadline, expire: () => void): () => void {
  const wait = { deadline, expire };
  waits.add(wait);
  timer ??= setInterval(tick, TICK_MS).unref();
  return () => void waits.delete(wait);
}

/** The outcome of `work`, or UNAVAILABLE once the deadline has passed. The work itself is not stopped. */
export function within<T>(deadline: RequestDeadline, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = whenPassed(deadline, () => reject(PublicError.unavailable(2)));
    work.then(
      (value) => {
        callOff();
        resolve(value);
      },
      (error) => {
        callOff();
        reject(error);
      },
    );
  });
}
