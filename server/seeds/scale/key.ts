import { createApiKey } from '../../modules/identity/api-key/api-key.store.ts';
import { transact } from '../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import { systemViewer } from '../../platform/viewer.ts';

/** Creates an API key with the rights of the first partner's owner. The key is shown only once. */
export const firstPartnerKey = (deps: CommandDeps): Promise<string> =>
  transact(deps, systemViewer('seed'), 'seed', async (tx) => {
    const [partner] = await tx.rows<{ id: string }>(
      sql`select id from organization where code = 'P001'`,
    );
    const id = tx.newId();
    const scopes = ['read', 'write', 'schema:read'] as const;
    const key = await createApiKey(tx, tx.viewer, tx.now, {
      id,
      orgId: partner!.id,
      name: 'Scale',
      role: 'csp.owner',
      scopes,
      expiresAt: null,
    });
    tx.audit({
      action: 'apiKeyCreate',
      subjectType: 'ApiKey',
      subjectId: id,
      detail: { role: 'csp.owner', scopes },
    });
    return key;
  });
