import { publish, rowAnnouncement } from '../../../platform/db/event.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';

/**
 * For use after `returning`: notifies all servers that credentials of these people, members or keys ended, so
 * that their streams end at once.
 */
export const sessionsEnd = (ids: Sql): Sql =>
  rowAnnouncement('session', { id: sql`id`, to: sql`${ids}::text[]` });

/** Notifies all servers that an organization is suspended, and with it every credential of its members and programs. */
export const organizationEnds = (tx: Rows, orgId: string): Promise<void> =>
  publish(tx, { topic: 'session', id: orgId, to: [orgId] });

/**
 * Ends the sessions that links to a subject opened. Runs as the system, because nobody else sees sessions.
 */
export async function endSessionsOf(tx: Rows, subjectId: string): Promise<void> {
  await tx.rows(sql`delete from session where link_id in (select id from one_time_link where subject_id = ${subjectId})
      returning ${sessionsEnd(sql`array[link_id]`)}`);
}
