import { sql } from '../../server/platform/sql/sql.ts';
import type { Caller, World } from './world.ts';

/** Notifications of a member about an object, oldest first: `KIND event`. The id may have a prefix. */
export async function noticesOf(world: World, { viewer }: Caller, id: string): Promise<string[]> {
  const rows = await world.rows<{ what: string }>(
    sql`select kind || ' ' || event as what from notification
      where member_id = ${viewer.memberId} and subject_id = ${id.slice(id.lastIndexOf('_') + 1)} order by created_at, id`,
  );
  return rows.map(({ what }) => what);
}
