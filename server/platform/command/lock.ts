import { type Sql, sql } from '../sql/sql.ts';

export const advisoryLock = (name: string): Sql =>
  sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
