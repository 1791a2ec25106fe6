import type { AuthStores } from '../../../platform/auth/ports.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { PublicError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MAY_HOLD, scopeOf } from './api-key.commands.ts';
import type { KeyRole } from './api-key.entity.ts';
import { writeKey } from './api-key.store.ts';

const LIFE_MS = 15 * 60_000;
const SCOPES = ['READ', 'SCHEMA_READ'] as const;

/** Issues keys of the API explorer: the member's role, read-only. Each is audited like any other key. */
export const explorerKeys =
  (deps: CommandDeps): AuthStores['keys']['openExplorer'] =>
  ({ id: sessionId, viewer }, requestId) =>
    transact(deps, viewer, requestId, async (tx) => {
      if (!MAY_HOLD.includes(viewer.role)) throw PublicError.forbidden();
      await tx.rows(sql`delete from api_key where session_id = ${sessionId}
          or (session_id is not null and created_by = ${viewer.memberId} and expires_at <= ${tx.now})`);
      const id = tx.newId();
      const expiresAt = new Date(tx.now.getTime() + LIFE_MS);
      const role = viewer.role as KeyRole;
      const key = await writeKey(tx, tx.now, {
        id,
        orgId: viewer.tenantId,
        name: `GraphiQL · ${viewer.actorName}`,
        role,
        scopes: SCOPES.map(scopeOf),
        expiresAt,
        createdBy: viewer.memberId,
        sessionId,
      });
      const detail = { role, scopes: SCOPES, expiresAt: expiresAt.toISOString() };
      tx.audit({ action: 'apiKeyExplore', subjectType: 'ApiKey', subjectId: id, detail });
      return { key, expiresAt };
    });
