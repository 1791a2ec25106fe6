import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import type { Reads } from '../../platform/read/declare.ts';
import { sql } from '../../platform/sql/sql.ts';
import { assigned } from '../customers/index.ts';
import { MembershipEntity } from '../identity/index.ts';

/**
 * Refuses with MENTION_CANNOT_SEE unless each member is an active one of the viewer's organization who may see the
 * record: its role reads the type, and a rep is in charge of the customer.
 */
export async function mustBeReaders(
  tx: Tx,
  on: Reads,
  customerId: string | null,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  const own = { ...sql.viewer, memberId: sql.raw('m.id') };
  const seen = await tx.rows(sql`
    select m.id from ${sql.table(MembershipEntity)} m
    where m.id = any(${[...memberIds]}::uuid[]) and m.org_id = ${tx.viewer.tenantId} and m.status = 'ACTIVE'
      and m.role = any(${[...on.readers]}::text[])
      and (m.role <> 'csp.rep' or ${customerId}::uuid is null or ${assigned(sql`${customerId}::uuid`, own)})`);
  if (seen.length < memberIds.length) throw refuse('MENTION_CANNOT_SEE', 'mentionIds');
}
