import { rowAnnouncement } from '../../platform/live/event.ts';
import { type Sql, sql } from '../../platform/read/sql.ts';

/** Behind `returning`: tells all servers that credentials of these people, members or keys ended, so that their streams end at once. */
export const sessionsEnd = (ids: Sql): Sql =>
  rowAnnouncement('session', { id: sql`id`, to: sql`${ids}::text[]` });
