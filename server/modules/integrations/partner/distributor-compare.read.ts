import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { IndirectPartner } from '../../../sources/huawei-bss/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import type { Comparison, FeedAccount, FoundDifference } from '../feed/feed.ts';

/**
 * Compares sub-distributors upstream with the partners that are enrolled below the account's organization, by the id
 * of their connected account or by their name.
 */
export async function compareDistributors(
  tx: Tx,
  { orgId }: FeedAccount,
  rows: readonly IndirectPartner[],
): Promise<Comparison> {
  const enrolled = await tx.rows<{ name: string; domainId: string | null }>(sql`
    select p.name, a.domain_id as "domainId" from ${sql.table(PartnerEntity)} p
    left join ${sql.table(UpstreamAccountEntity)} a on a.org_id = p.id and a.status <> 'REMOVED'
    where p.parent_id = ${orgId}`);
  const known = new Set(enrolled.flatMap(({ name, domainId }) => [name, domainId]));
  const missing = rows.filter(({ partnerId, name }) => !known.has(partnerId) && !known.has(name));
  const differences = missing.map(
    ({ partnerId, name, accountName, associatedAt }): FoundDifference => ({
      differenceClass: 'DISTRIBUTOR',
      subjectKey: partnerId,
      field: 'parent',
      ours: null,
      theirs: name ?? accountName ?? partnerId,
      oursAt: null,
      theirsAt: associatedAt ?? tx.now,
    }),
  );
  return {
    classes: ['DISTRIBUTOR'],
    compared: rows.map(({ partnerId }) => partnerId),
    differences,
  };
}
