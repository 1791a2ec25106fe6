import type { Timing } from '../../platform/clock.ts';
import { getOrInsert } from '../../platform/get-or-insert.ts';
import { Circuit } from './circuit.ts';
import { Quota } from './quota.ts';

/** Quota and circuit of one API of one account at one upstream. */
export interface ApiLimits {
  readonly quota: Quota;
  readonly circuit: Circuit;
}

/** Limits of all accounts of a process, by a key that names upstream, account and API. */
export type Limits = (key: string) => ApiLimits;

export interface LimitSettings {
  /** Requests that the upstream allows in a second. */
  readonly perSecond: number;
  /** Failures in a row that open the circuit. */
  readonly failuresToOpen: number;
  /** Milliseconds until an open circuit lets one call through. Each further failure doubles them. */
  readonly openMs: number;
  readonly longestOpenMs: number;
}

/** Ten requests a second for each source address, API and account (domain §6.2). */
export const LIMITS: LimitSettings = {
  perSecond: 10,
  failuresToOpen: 5,
  openMs: 30_000,
  longestOpenMs: 300_000,
};

export function openLimits(timing: Timing, settings: LimitSettings = LIMITS): Limits {
  const limits = new Map<string, ApiLimits>();
  return (key) =>
    getOrInsert(limits, key, () => ({
      quota: new Quota(timing, settings.perSecond, key),
      circuit: new Circuit(timing, settings),
    }));
}

const shared = new WeakMap<Timing, Limits>();

/** The limits that all transports with the same time share. */
export const sharedLimits = (timing: Timing): Limits =>
  getOrInsert(shared, timing, () => openLimits(timing));
