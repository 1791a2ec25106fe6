import { setImmediate as turn } from 'node:timers/promises';

/** Time as both sides of an upstream see it. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Clock that someone moves; the product's ShiftedClock is one. */
interface MovableClock {
  now(): Date;
  moveTo(at: Date): void;
}

/** Time that passes only when someone sleeps: a sleep moves the clock to its end, and two sleeps at once overlap. */
export function virtualTiming(clock: MovableClock): Timing {
  const now = (): number => clock.now().getTime();
  return {
    now,
    async sleep(ms, signal) {
      // A clock counts whole milliseconds: it would stay before an end between two of them.
      const end = Math.ceil(now() + ms);
      await turn();
      signal?.throwIfAborted();
      if (now() < end) clock.moveTo(new Date(end));
    },
  };
}
