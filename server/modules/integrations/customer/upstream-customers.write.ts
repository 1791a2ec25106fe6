import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Association } from '../../bindings/index.ts';
import type { FeedAccount } from '../feed/feed.ts';
import { UpstreamCustomerEntity } from './upstream-customer.entity.ts';

/** Notes that the upstream names these customers now. Returns the ids of those whose association is new or has changed. */
export async function keepUpstreamCustomers(
  tx: Tx,
  { id: accountId, orgId }: FeedAccount,
  associations: readonly Association[],
): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(
    associations.map(({ customerId, type, since }) => ({
      id: tx.newId(),
      customerId,
      type,
      since,
    })),
  );
  const changed = await tx.rows<{ customerId: string }>(sql`
    with named as (
      select * from jsonb_to_recordset(${rows}::jsonb) r(id uuid, "customerId" uuid, type text, since timestamptz(3))),
    former as (
      select u.customer_id, u.association_type, u.associated_on from ${sql.table(UpstreamCustomerEntity)} u
      where u.account_id = ${accountId} and u.customer_id in (select "customerId" from named)),
    kept as (
      insert into ${sql.table(UpstreamCustomerEntity)} (id, created_at, account_id, org_id, customer_id, associated_on,
        association_type, seen_at)
      select n.id, ${tx.now}, ${accountId}::uuid, ${orgId}::uuid, n."customerId", n.since, n.type, ${tx.now} from named n
      on conflict (account_id, customer_id) do update set seen_at = excluded.seen_at,
        associated_on = excluded.associated_on, association_type = excluded.association_type)
    select n."customerId" from named n left join former f on f.customer_id = n."customerId"
    where f.customer_id is null or (f.association_type, f.associated_on) is distinct from (n.type, n.since)`);
  return new Set(changed.map(({ customerId }) => customerId));
}
