import type { CommandDeps } from '../../../platform/command/types.ts';
import { uuidv7 } from '../../../platform/ids.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { createApiKey, revokeApiKey } from './api-key.store.ts';

const NAME = 'Demo';

/** Replaces the API key of the demo's oldest partner; returns the new key, or null if there is no partner. */
export async function issueDemoKey({ db, clock }: CommandDeps): Promise<string | null> {
  const now = clock.now();
  const viewer = systemViewer('demo');
  return await db.transaction(viewer, async (tx) => {
    const [partner] = await tx.rows<{ id: string }>(sql`
      select id from organization where kind = 'PARTNER' and status = 'ACTIVE' order by created_at, id limit 1`);
    if (!partner) return null;
    const earlier = await tx.rows<{ id: string }>(sql`
      select id from api_key
      where org_id = ${partner.id} and name = ${NAME} and created_by is null and parent_id is null and revoked_at is null`);
    for (const { id } of earlier) await revokeApiKey(tx, { id, orgId: partner.id }, now);
    return await createApiKey(tx, viewer, now, {
      id: uuidv7(now),
      orgId: partner.id,
      name: NAME,
      role: 'csp.manager',
      scopes: ['read', 'write', 'schema:read'],
      expiresAt: null,
    });
  });
}
