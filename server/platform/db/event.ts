import { type Sql, sql } from '../sql/sql.ts';
import type { Rows } from './transaction.ts';

export const CHANNEL = 'partnergraph_live';

/** A committed change. It carries ids only, so it reveals no more than the receiver's own query. */
export interface LiveEvent {
  readonly topic: string;
  readonly id: string;
  readonly kind?: string;
  /** Recipients: ids of tenants or members, or the name of a side that sees every row. */
  readonly to: readonly string[];
}

/** Notifies every server after the commit. Keep `to` short: PostgreSQL carries at most 8,000 bytes. */
export async function publish(tx: Rows, event: LiveEvent): Promise<void> {
  await tx.rows(sql`select ${announcement(event)}`);
}

/** The notification as an SQL expression, for a select list or `returning`. */
export const announcement = (event: LiveEvent): Sql =>
  sql`pg_notify(${CHANNEL}, ${JSON.stringify(event)})`;

/** The notification for rows with ids in columns; null entries of `to` are omitted. */
export const rowAnnouncement = (
  topic: string,
  row: { readonly id: Sql; readonly kind?: Sql; readonly to: Sql },
): Sql =>
  sql`pg_notify(${CHANNEL}, json_build_object('topic', ${topic}::text, 'id', ${row.id}, 'kind', ${row.kind ?? sql.raw('null')},
    'to', array_remove(${row.to}, null))::text)`;

export function readEvent(payload: string | undefined): LiveEvent | null {
  try {
    const { topic, id, kind, to } = JSON.parse(payload ?? '') as Partial<LiveEvent>;
    if (typeof topic !== 'string' || typeof id !== 'string' || !Array.isArray(to)) return null;
    return { topic, id, to, ...(typeof kind === 'string' && { kind }) };
  } catch {
    return null;
  }
}
