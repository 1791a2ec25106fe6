import type { Logger } from '../../platform/log.ts';

/** Small writes that no request waits for, such as "last used". One at a time for each key. */
export class Background {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly log: Logger) {}

  /** Does the work unless the same is under way. A failure is logged, nothing more depends on it. */
  once(key: string, work: () => Promise<unknown>): void {
    if (this.running.has(key)) return;
    const done = work()
      .catch((error: unknown) => this.log.warn({ err: error }, 'a background write failed'))
      .finally(() => this.running.delete(key));
    this.running.set(key, done);
  }

  /** Waits for everything that is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
