import type { ContenderId } from './servers.ts';

interface Goal {
  /** Minimum ratio of the product's requests/s to the other server's. */
  readonly speed?: number;
  /** Maximum of the same ratio. */
  readonly lead?: number;
  /** Maximum ratio of the product's CPU per request to the other server's. */
  readonly cpu?: number;
}

/** Minimum share of a registered document's requests/s that a request by text gets. */
const BY_TEXT = 0.85;

const goal = (floor: readonly [number, number], textbook: number, postgraphile?: number) => ({
  floor: { speed: floor[0], cpu: floor[1] },
  free: { lead: 1 / BY_TEXT },
  textbook: { speed: textbook },
  ...(postgraphile && { postgraphile: { speed: postgraphile } }),
});

/** The product's goals by operation and server. The floor of the dashboard sums over the orders. */
export const goals: Readonly<Record<string, Partial<Record<ContenderId, Goal>>>> = {
  Q1: goal([0.6, 1.8], 6, 2),
  Q2: goal([0.8, 1.2], 12, 2.3),
  Q3: goal([0.7, 1.4], 8, 1.8),
  Q4: goal([0.75, 1.2], 3, 1.4),
  Q5: goal([2, 0.5], 3, 2.5),
  Q6: goal([0.8, 1], 10, 2),
  M1: goal([0.35, 3], 2),
};
