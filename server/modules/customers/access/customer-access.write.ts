import type { Tx } from '../../../platform/command/types.ts';
import { assertVisible } from '../../../platform/command/visibility.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Partner } from '../../partners/index.ts';
import { type Customer, CustomerEntity } from '../customer/customer.entity.ts';
import { customer } from '../customer/customer.read.ts';
import type { AccessLevel } from './customer-access.entity.ts';

export interface Access {
  readonly customerId: string;
  readonly orgId: string;
  readonly level: AccessLevel;
  /** Member who becomes account manager if the customer has none. */
  readonly managerId?: string | null;
  /** Tags of a customer to which the organization had no access. */
  readonly tags?: readonly string[];
}

/**
 * Sets an organization's own access level to a customer, or to each of several. The level that a distributor has
 * through a sub-distributor is not lowered.
 */
export async function setAccess(tx: Tx, access: Access | readonly Access[]): Promise<void> {
  const rows = JSON.stringify([access].flat());
  await tx.rows(sql`
    insert into customer_access as a (customer_id, org_id, level, since, account_manager_id, tags)
    select r."customerId", r."orgId", r.level, ${tx.now}, r."managerId", coalesce(r.tags, '{}')
    from jsonb_to_recordset(${rows}::jsonb) r("customerId" uuid, "orgId" uuid, level text, "managerId" uuid, tags text[])
    on conflict (customer_id, org_id) do update set
      level = case when a.via_partner_id is not null and excluded.level = 'NAME' then a.level else excluded.level end,
      via_partner_id = case when excluded.level = 'NAME' and a.level = 'FULL' then a.via_partner_id end,
      own = true, until = null,
      since = case when a.level = excluded.level then a.since else excluded.since end,
      account_manager_id = coalesce(a.account_manager_id, excluded.account_manager_id)`);
}

/** Locks and loads a customer. Outside the viewer's scope is NOT_FOUND. */
export async function customerForChange(tx: Tx, id: string): Promise<Customer> {
  tx.lock('Customer', id);
  await assertVisible(tx, customer, id);
  return await tx.get(CustomerEntity, id);
}

/** Gives the distributor of a partner, and no previous one, the partner's access to its customers. */
export async function shareWithDistributor(tx: Tx, { id, parentId }: Partner): Promise<void> {
  const former = sql`via_partner_id = ${id} and org_id is distinct from ${parentId ?? null}::uuid`;
  await tx.rows(sql`delete from customer_access where ${former} and not own`);
  await tx.rows(
    sql`update customer_access set level = 'NAME', via_partner_id = null where ${former}`,
  );
  // The trigger on these rows writes the distributor's rows.
  await tx.rows(sql`update customer_access set level = level where org_id = ${id}`);
}
