import { type Sql, sql } from '../sql/sql.ts';

/** The statement that waits for the named lock and holds it until the transaction ends. */
export const advisoryLock = (name: string): Sql =>
  sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
