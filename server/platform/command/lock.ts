import { type Sql, sql } from '../sql/sql.ts';

export const advisoryLock = (name: string): Sql =>
  sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;

/** Takes several locks in the order of their names, so that two transactions wait for each other instead of deadlocking. */
export const advisoryLocks = (names: readonly string[]): Sql =>
  sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names.toSorted()}::text[]) name`;
