import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { BOUND_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import type { Comparison, FeedAccount, FoundDifference } from '../feed/feed.ts';
import type { ListCursor } from '../feeds/offset-pages.ts';
import { QuarantinedRowEntity } from '../quarantine/quarantined-row.entity.ts';
import { CUSTOMER_CLASSES } from './customer-compare.read.ts';
import { UpstreamCustomerEntity } from './upstream-customer.entity.ts';

const bound = sql.words(BOUND_STATES);

interface Missing {
  readonly customerId: string;
  readonly bindingId: string | null;
  readonly type: string | null;
  readonly boundAt: Date | null;
  readonly seenAt: Date;
}

/**
 * Compares the customers that a whole pass over the list did not name any more. Null if the pass does not prove it: the
 * list moved while it was read, or a malformed row may be one of them.
 */
export async function missingAssociations(
  tx: Tx,
  { id: accountId, orgId }: FeedAccount,
  feedId: string,
  { since, isSteady, total }: ListCursor,
): Promise<Comparison | null> {
  const [pass] = await tx.rows<{ seen: number; spoilt: number; unreadable: number }>(sql`
    select (select count(*)::int from ${sql.table(UpstreamCustomerEntity)} where account_id = ${accountId} and seen_at >= ${since}::timestamptz) as seen,
      count(*)::int as spoilt, count(*) filter (where row_key is null)::int as unreadable
    from ${sql.table(QuarantinedRowEntity)} where feed_id = ${feedId} and seen_at >= ${since}::timestamptz and status <> 'APPLIED'`);
  const { seen, spoilt, unreadable } = pass!;
  if (!isSteady || unreadable > 0 || seen + spoilt < total) return null;
  const missing = await tx.rows<Missing>(sql`
    select u.customer_id as "customerId", b.id as "bindingId", b.type, b.bound_at as "boundAt", u.seen_at as "seenAt"
    from ${sql.table(UpstreamCustomerEntity)} u
    left join ${sql.table(PartnerBindingEntity)} b
      on b.customer_id = u.customer_id and b.partner_id = ${orgId} and b.status in (${bound})
    where u.account_id = ${accountId} and u.seen_at < ${since}::timestamptz and not exists (
      select 1 from ${sql.table(QuarantinedRowEntity)} q join ${sql.table(CustomerEntity)} c on c.upstream_id = q.row_key
      where c.id = u.customer_id and q.feed_id = ${feedId} and q.seen_at >= ${since}::timestamptz and q.status <> 'APPLIED')`);
  const differences = missing.flatMap(
    ({ customerId, bindingId, type, boundAt, seenAt }): FoundDifference[] =>
      bindingId === null
        ? []
        : [
            {
              differenceClass: 'BOUND_HERE_ONLY',
              subjectKey: customerId,
              customerId,
              bindingId,
              field: 'association',
              ours: type,
              theirs: null,
              oursAt: boundAt,
              theirsAt: seenAt,
            },
          ],
  );
  return {
    classes: CUSTOMER_CLASSES,
    compared: missing.map(({ customerId }) => customerId),
    differences,
  };
}
