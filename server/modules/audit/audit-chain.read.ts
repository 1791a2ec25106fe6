import { entryHash, GENESIS, type HashedEntry } from '../../platform/command/audit.ts';
import type { GraphqlContext } from '../../platform/graphql/context.ts';
import { sql } from '../../platform/read/sql.ts';
import type { AuditVerificationType } from './audit.resolver.ts';

type ChainRow = HashedEntry & { readonly previousHash: string; readonly hash: string };

/** Recomputes the chain of the viewer's tenant for one day and names the first line that was tampered with. */
export async function verifyChain(
  context: GraphqlContext,
  day: string,
): Promise<AuditVerificationType> {
  const viewer = context.viewer!;
  const reader = context.deps.db.reader(viewer);
  try {
    const rows = await reader.rows<ChainRow>(sql`
      select tenant_id as "tenantId", day, position, created_at as "createdAt", actor_id as "actorId",
             actor_name as "actorName", role, via, action, subject_type as "subjectType", subject_id as "subjectId",
             request_id as "requestId", detail, previous_hash as "previousHash", hash
      from audit_entry where tenant_id = ${viewer.tenantId} and day = ${day} order by position`);
    let previous = GENESIS;
    for (const [i, row] of rows.entries()) {
      const fits =
        row.position === i + 1 &&
        row.previousHash === previous &&
        row.hash === entryHash(previous, row);
      if (!fits)
        return {
          intact: false,
          entries: rows.length,
          firstBad: row.position,
          head: rows.at(-1)!.hash,
        };
      previous = row.hash;
    }
    return { intact: true, entries: rows.length, firstBad: null, head: rows.at(-1)?.hash ?? null };
  } finally {
    await reader.end();
  }
}
