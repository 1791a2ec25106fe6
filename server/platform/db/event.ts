import { raw, type Sql, sql } from '../sql/sql.ts';
import type { Rows } from './transaction.ts';

/** Channel of PostgreSQL on which every server of the product hears what the others committed. */
export const CHANNEL = 'partnergraph_live';

/**
 * Something changed and was committed. It carries ids only: each receiver reads the row itself, in its
 * own viewer's scope, so that an event can never tell more than a query would.
 */
export interface LiveEvent {
  /** What kind of thing changed, such as `job`; subscriptions name the topic they follow. */
  readonly topic: string;
  /** UUID of what changed. */
  readonly id: string;
  /** SDL type, where a topic is about objects of several types. */
  readonly kind?: string;
  /** Whom it may concern: ids of tenants or members, or the name of a side that sees every row. */
  readonly to: readonly string[];
}

/**
 * Tells every server after the commit of `tx`, and nobody when it is rolled back. Equal events of one
 * transaction arrive once. Keep `to` short: PostgreSQL carries at most 8,000 bytes.
 */
export async function publish(tx: Rows, event: LiveEvent): Promise<void> {
  await tx.rows(sql`select ${announcement(event)}`);
}

/** The same as an SQL expression, to stand in a select list or behind `returning`. */
export const announcement = (event: LiveEvent): Sql =>
  sql`pg_notify(${CHANNEL}, ${JSON.stringify(event)})`;

/** The same for rows whose ids are columns; parts of `to` that are null are left out. */
export const rowAnnouncement = (
  topic: string,
  row: { readonly id: Sql; readonly kind?: Sql; readonly to: Sql },
): Sql =>
  sql`pg_notify(${CHANNEL}, json_build_object('topic', ${topic}::text, 'id', ${row.id}, 'kind', ${row.kind ?? raw('null')},
    'to', array_remove(${row.to}, null))::text)`;

/** What a message of the channel says; null when it is none of ours. */
export function readEvent(payload: string | undefined): LiveEvent | null {
  try {
    const { topic, id, kind, to } = JSON.parse(payload ?? '') as Partial<LiveEvent>;
    if (typeof topic !== 'string' || typeof id !== 'string' || !Array.isArray(to)) return null;
    return { topic, id, to, ...(typeof kind === 'string' && { kind }) };
  } catch {
    return null;
  }
}
