import type { Api } from './faults.ts';

const WINDOW_MS = 1_000;

/** Counts the calls of each account and API within the last second. */
export class Throttle {
  private readonly calls = new Map<string, number[]>();

  constructor(
    private readonly limit: (api: Api) => number,
    private readonly now: () => number,
  ) {}

  /** Counts a call. False if it is above the limit; such a call is not counted. */
  admits(api: Api, account: string): boolean {
    const now = this.now();
    const key = `${account} ${api}`;
    const recent = (this.calls.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    this.calls.set(key, recent);
    if (recent.length >= this.limit(api)) return false;
    recent.push(now);
    return true;
  }
}
