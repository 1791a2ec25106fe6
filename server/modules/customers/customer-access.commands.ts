import type { Tx } from '../../platform/command/command.ts';
import { mustSee } from '../../platform/command/sight.ts';
import { notFound } from '../../platform/errors.ts';
import { sql } from '../../platform/read/sql.ts';
import { type Customer, CustomerEntity } from './customer.entity.ts';
import { customer } from './customer.read.ts';
import type { AccessLevel } from './customer-access.entity.ts';

export interface Access {
  readonly customerId: string;
  readonly orgId: string;
  readonly level: AccessLevel;
  /** Becomes the account manager when there is none. */
  readonly managerId?: string | null;
}

/** Lets an organization know a customer at a level, or changes the level. */
export async function setAccess(
  tx: Tx,
  { customerId, orgId, level, managerId = null }: Access,
): Promise<void> {
  await tx.rows(sql`
    insert into customer_access as a (customer_id, org_id, level, since, account_manager_id, tags)
    values (${customerId}, ${orgId}, ${level}, ${tx.now}, ${managerId}, '{}')
    on conflict (customer_id, org_id) do update set
      level = excluded.level, until = null,
      since = case when a.level = excluded.level then a.since else excluded.since end,
      account_manager_id = coalesce(a.account_manager_id, excluded.account_manager_id)`);
}

/** Locks a customer and loads it. Out of the viewer's scope is NOT_FOUND. */
export async function customerForChange(tx: Tx, id: string): Promise<Customer> {
  tx.lock('Customer', id);
  await mustSee(tx, customer, id);
  const row = await tx.em.findOne(CustomerEntity, { id });
  if (!row) throw notFound();
  return row;
}
