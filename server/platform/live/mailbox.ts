import type { LiveEvent } from '../db/event.ts';

/** Largest number of events that wait for a slow reader. */
const LONGEST = 1_000;

/**
 * Events of one subscription in their order. The iterator ends at once on `return`, while an async generator would
 * first wait for its next event. With too many unread events the iterator throws, which cuts the stream. The
 * reader then reconnects; after a normal end it would not.
 */
export class Mailbox implements AsyncIterableIterator<LiveEvent> {
  private readonly waiting: LiveEvent[] = [];
  private taker: ((result: IteratorResult<LiveEvent>) => void) | null = null;
  private ended = false;
  private overflown = false;

  constructor(
    private readonly wants: (event: LiveEvent) => boolean,
    private readonly onEnd: (mailbox: Mailbox) => void,
  ) {}

  /** Puts an event before all others, without asking `wants`. */
  begin(event: LiveEvent): void {
    this.waiting.unshift(event);
  }

  put(event: LiveEvent): void {
    if (this.ended || !this.wants(event)) return;
    if (this.taker) this.give({ value: event, done: false });
    else if (this.waiting.push(event) > LONGEST) {
      this.overflown = true;
      void this.return();
    }
  }

  async next(): Promise<IteratorResult<LiveEvent>> {
    if (this.overflown) throw new Error('The reader has too many unread events');
    const event = this.waiting.shift();
    if (event) return { value: event, done: false };
    if (this.ended) return { value: undefined, done: true };
    return await new Promise((resolve) => {
      this.taker = resolve;
    });
  }

  async return(): Promise<IteratorResult<LiveEvent>> {
    if (!this.ended) {
      this.ended = true;
      this.waiting.length = 0;
      this.give({ value: undefined, done: true });
      this.onEnd(this);
    }
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private give(result: IteratorResult<LiveEvent>): void {
    this.taker?.(result);
    this.taker = null;
  }
}
