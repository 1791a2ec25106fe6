import type { Run } from './runs.ts';
import type { ScaleSizes } from './sizes.ts';

/** One statement of the load. */
export interface Step {
  /** What is being made, as people read it. */
  readonly name: string;
  readonly sql: string;
  /** About how long it takes, against one that writes a row. */
  readonly weight: number;
}

/** What every statement is made from. */
export interface ScaleFacts {
  readonly sizes: ScaleSizes;
  /** The moment until which everything has happened, in whole seconds. */
  readonly now: Date;
  /** The bill runs that have been, oldest first. */
  readonly runs: readonly Run[];
}

export const step = (name: string, weight: number, sql: string): Step => ({ name, weight, sql });

/** A table that only the load sees; gone at its end. */
export const staging = (table: string, query: string): string =>
  `create temp table ${table} on commit drop as ${query}; analyze ${table}`;
