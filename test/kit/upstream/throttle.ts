import type { Api } from './faults.ts';

/** Counts the calls of each account and API in each second. */
export class Throttle {
  private readonly calls = new Map<string, number>();

  constructor(private readonly limit: (api: Api) => number) {}

  /** Counts a call that was sent at an instant in milliseconds. False if it is above the limit. */
  admits(api: Api, account: string, at: number): boolean {
    const key = `${account} ${api} ${Math.floor(at / 1_000)}`;
    const calls = (this.calls.get(key) ?? 0) + 1;
    this.calls.set(key, calls);
    return calls <= this.limit(api);
  }
}
