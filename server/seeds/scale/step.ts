import type { Run } from './runs.ts';
import type { ScaleSizes } from './sizes.ts';

/** One statement of the load. */
export interface Step {
  /** Name for the progress line. */
  readonly name: string;
  readonly sql: string;
  /** Approximate duration; 1 is a statement that writes one row. */
  readonly weight: number;
}

/** The facts from which the statements are made. */
export interface ScaleFacts {
  readonly sizes: ScaleSizes;
  /** End of the generated data, in whole seconds. */
  readonly now: Date;
  /** The past bill runs, oldest first. */
  readonly runs: readonly Run[];
}

export const step = (name: string, weight: number, sql: string): Step => ({ name, weight, sql });

/** A temporary table, dropped when the load's transaction ends. */
export const staging = (table: string, query: string): string =>
  `create temp table ${table} on commit drop as ${query}; analyze ${table}`;
