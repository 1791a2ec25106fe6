/** Runs at most `atOnce` tasks at the same time. The others wait in their order. */
export class Turns {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      // The next task takes over the slot, so `running` does not change.
      if (next) next();
      else this.running -= 1;
    }
  }
}
