import type { CommandDeps } from '../../platform/command/types.ts';

/** Runs small writes for which no request waits, such as "last used", one at a time per key. */
export class Background {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly log: CommandDeps['log']) {}

  /**
   * Runs the work unless the same key is running. A failure is only logged, because nothing depends on it.
   */
  once(key: string, work: () => Promise<unknown>): void {
    if (this.running.has(key)) return;
    const done = work()
      .catch((error: unknown) => this.log.warn({ err: error }, 'a background write failed'))
      .finally(() => this.running.delete(key));
    this.running.set(key, done);
  }

  async settle(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
