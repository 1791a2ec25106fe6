import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';

/**
 * Whether a viewer stored earlier is still valid: its membership and role, or its key, and its organization
 * are unchanged. Runs as the system, which sees every row.
 */
export async function isViewerStillValid(
  tx: Rows,
  { via, memberId, actorId, tenantId, role }: Viewer,
  now: Date,
): Promise<boolean> {
  const standing =
    via === 'API_KEY'
      ? sql`select 1 from api_key k where k.id = ${actorId} and k.org_id = o.id and k.role = ${role}
          and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})`
      : sql`select 1 from membership m join app_user u on u.id = m.user_id
          where m.id = ${memberId} and m.org_id = o.id and m.role = ${role} and m.status = 'ACTIVE' and u.status = 'ACTIVE'`;
  const found = await tx.rows(
    sql`select 1 from organization o where o.id = ${tenantId} and o.status = 'ACTIVE' and exists (${standing})`,
  );
  return found.length > 0;
}
