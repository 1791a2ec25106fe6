import DataLoader from 'dataloader';
import { PublicError } from '../errors.ts';
import { getOrInsert } from '../get-or-insert.ts';
import { deadlineIn, whenPassed, within } from '../request-deadline.ts';
import type { Viewer } from '../viewer.ts';
import type { CommandDeps, Upstream, UpstreamAsker } from './types.ts';

/** Declares an upstream. Its inputs have the type that the declaration states. */
export const upstream = <I, V>(declared: Upstream<I, V>): Upstream => declared;

/** Time for all upstream values of one operation, in milliseconds. The answer then leaves without the missing ones. */
const UPSTREAM_MS = 1_500;

/** A value, and the failure because of which it is the last known one or null. */
export interface Asked {
  readonly value: unknown;
  readonly failure: PublicError | null;
}

/** The upstream values of one operation. Equal inputs are asked once. */
export class UpstreamValues {
  readonly #loaders = new Map<string, DataLoader<unknown, unknown, string>>();
  readonly #aborted = new AbortController();
  #deadline: number | null = null;

  constructor(
    private readonly deps: CommandDeps,
    private readonly viewer: Viewer,
  ) {}

  async ask(name: string, input: unknown): Promise<Asked> {
    const asked = this.deps.domain.upstreams.get(name);
    if (!asked) throw new Error(`No module lists the upstream ${name}`);
    try {
      return { value: await this.#loader(asked).load(input), failure: null };
    } catch {
      const { value, asOf } = asked.known(input);
      return { value, failure: PublicError.upstreamUnavailable(asOf, this.deps.clock.now()) };
    }
  }

  #loader(asked: Upstream): DataLoader<unknown, unknown, string> {
    return getOrInsert(
      this.#loaders,
      asked.name,
      () =>
        new DataLoader<unknown, unknown, string>((inputs) => this.#answer(asked, inputs), {
          maxBatchSize: asked.most,
          cacheKeyFn: (input) => JSON.stringify(input),
        }),
    );
  }

  async #answer(asked: Upstream, inputs: readonly unknown[]): Promise<readonly unknown[]> {
    if (this.#deadline === null) {
      this.#deadline = deadlineIn(UPSTREAM_MS);
      whenPassed(this.#deadline, () => this.#aborted.abort());
    }
    const { deps, viewer } = this;
    const asker: UpstreamAsker = { deps, viewer, signal: this.#aborted.signal };
    try {
      return await within(this.#deadline, asked.answer(asker, inputs));
    } catch (error) {
      if (!(error instanceof PublicError))
        deps.log.warn({ err: error, upstream: asked.name }, 'an upstream gave no values');
      throw error;
    }
  }
}
