import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { type MemberRole, MembershipEntity } from './membership.entity.ts';

/** The roles that members have, the most frequent first. */
export async function rolesOfMembers({ db }: Pick<CommandDeps, 'db'>): Promise<MemberRole[]> {
  const reader = db.reader(systemViewer('roles'));
  try {
    const found = await reader.rows<{ role: MemberRole }>(
      sql`select role from ${sql.table(MembershipEntity)} group by role order by count(*) desc, role`,
    );
    return found.map(({ role }) => role);
  } finally {
    await reader.end();
  }
}
