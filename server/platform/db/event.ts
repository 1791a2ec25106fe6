import { type Sql, sql } from '../sql/sql.ts';
import type { Rows } from './transaction.ts';

/** PostgreSQL channel by which every server learns of the commits of the others. */
export const CHANNEL = 'partnergraph_live';

/**
 * A committed change. An event carries only ids: each receiver reads the row within its viewer's scope, so an event
 * never reveals more than a query.
 */
export interface LiveEvent {
  /** Topic of the change, such as `job`, to which subscriptions refer. */
  readonly topic: string;
  readonly id: string;
  /** SDL type, if a topic covers several types. */
  readonly kind?: string;
  /** Recipients: ids of tenants or members, or the name of a side that sees every row. */
  readonly to: readonly string[];
}

/**
 * Notifies every server after the commit of `tx`; a rollback sends nothing. Equal events of one transaction arrive
 * once. Keep `to` short: PostgreSQL carries at most 8,000 bytes.
 */
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

/** Parses a message of the channel; null if the message has another format. */
export function readEvent(payload: string | undefined): LiveEvent | null {
  try {
    const { topic, id, kind, to } = JSON.parse(payload ?? '') as Partial<LiveEvent>;
    if (typeof topic !== 'string' || typeof id !== 'string' || !Array.isArray(to)) return null;
    return { topic, id, to, ...(typeof kind === 'string' && { kind }) };
  } catch {
    return null;
  }
}
