import { setTimeout as sleep } from 'node:timers/promises';

/** A time limit of the product's calls to other systems that ends when the test says so. */
export interface HeldLimit {
  /** Waits until a call has this limit, and ends that of the `first` calls. Default: of all. */
  expire(first?: number): Promise<void>;
  /** Gives later calls their usual limit. */
  release(): void;
}

const PATIENCE_MS = 60_000;

/** Holds the limit of every later call that may take `limitMs`. */
export function holdLimit(limitMs: number): HeldLimit {
  const { timeout } = AbortSignal;
  const waiting: AbortController[] = [];
  AbortSignal.timeout = (ms) => {
    if (ms !== limitMs) return timeout.call(AbortSignal, ms);
    const controller = new AbortController();
    waiting.push(controller);
    return controller.signal;
  };
  return {
    async expire(first = Number.POSITIVE_INFINITY) {
      for (const end = Date.now() + PATIENCE_MS; waiting.length === 0; await sleep(5))
        if (Date.now() > end) throw new Error(`No call has a limit of ${limitMs} ms`);
      for (const controller of waiting.splice(0, first))
        controller.abort(new DOMException('The operation timed out', 'TimeoutError'));
    },
    release() {
      AbortSignal.timeout = timeout;
    },
  };
}
