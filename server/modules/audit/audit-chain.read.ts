import type { GraphqlContext } from '../../platform/api/context.ts';
import { auditChain, type HashedEntry } from '../../platform/command/audit.ts';
import { AuditEntryEntity } from '../../platform/command/records.entity.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { AuditVerificationType } from './audit-verification.type.ts';

type ChainRow = HashedEntry & { readonly previousHash: string; readonly hash: string };

/** Lines per read: a busy day of a large partner must neither fill the memory nor block the process. */
const CHUNK = 1_000;

/**
 * Recomputes the chain of an organization, by default the viewer's, for one day and returns the first line that was
 * tampered with.
 */
export async function verifyChain(
  context: GraphqlContext,
  day: string,
  tenantId = context.viewer!.tenantId,
): Promise<AuditVerificationType> {
  const viewer = context.viewer!;
  const reader = context.deps.db.reader(viewer);
  let entries = 0;
  let firstBad: number | null = null;
  let head: string | null = null;
  try {
    for (let after = 0; ; ) {
      const rows = await reader.rows<ChainRow>(sql`
        select tenant_id as "tenantId", day, position, created_at as "createdAt", actor_id as "actorId",
               actor_name as "actorName", role, via, action, subject_type as "subjectType", subject_id as "subjectId",
               request_id as "requestId", detail, previous_hash as "previousHash", hash
        from ${sql.table(AuditEntryEntity)} where tenant_id = ${tenantId} and day = ${day} and position > ${after}
        order by position limit ${CHUNK}`);
      for (const row of rows) {
        const previous = head ?? auditChain.genesis;
        entries += 1;
        const fits =
          row.position === entries &&
          row.previousHash === previous &&
          row.hash === auditChain.hash(previous, row);
        if (!fits) firstBad ??= row.position;
        head = row.hash;
      }
      if (rows.length < CHUNK) break;
      after = rows.at(-1)!.position;
    }
  } finally {
    await reader.end();
  }
  return { intact: firstBad === null, entries, firstBad, head };
}
