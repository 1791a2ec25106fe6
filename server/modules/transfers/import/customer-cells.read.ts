import type { Tx } from '../../../platform/command/types.ts';
import { globalId } from '../../../platform/ids.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OPEN_STATES, PartnerBindingEntity } from '../../bindings/index.ts';
import { CustomerAccessEntity, CustomerEntity } from '../../customers/index.ts';
import { MembershipEntity, member } from '../../identity/index.ts';
import { CellRefusal, type Cells } from './import-target.ts';

export interface KnownCustomer {
  readonly id: string;
  /** Whether its binding to the partner is open. */
  readonly isOpen: boolean;
}

/**
 * The customer with the account, or else the only one with the name, among those that the partner knows; the command
 * checks that the viewer sees it.
 */
export async function knownCustomer(
  tx: Tx,
  by: { readonly account: string } | { readonly name: string },
): Promise<KnownCustomer | undefined> {
  const [found, another] = await tx.rows<KnownCustomer>(sql`
    select c.id, exists (
      select 1 from ${sql.table(PartnerBindingEntity)} b where b.customer_id = c.id and b.partner_id = a.org_id
        and b.status in (${sql.words(OPEN_STATES)})) as "isOpen"
    from ${sql.table(CustomerEntity)} c
    join ${sql.table(CustomerAccessEntity)} a on a.customer_id = c.id and a.org_id = ${tx.viewer.tenantId}
    where ${'account' in by ? sql`c.cloud_account = ${by.account.toLowerCase()}` : sql`c.name = ${by.name}`} limit 2`);
  return another ? undefined : found;
}

/** Account manager, by mail address, and tags of a row; empty cells are absent. */
export async function ownDataIn(
  tx: Tx,
  cells: Cells,
): Promise<{ managerId?: string; tags?: string[] }> {
  const { manager = '', tags = '' } = cells;
  return {
    ...(manager && { managerId: await managerIn(tx, manager) }),
    ...(tags && { tags: tags.split(/[;；,，、]/).flatMap((tag) => tag.trim() || []) }),
  };
}

async function managerIn(tx: Tx, mail: string): Promise<string> {
  const [found] = await tx.rows<{ id: string }>(sql`
    select m.id from ${sql.table(MembershipEntity)} m
    where m.org_id = ${tx.viewer.tenantId} and lower(m.mail) = ${mail.toLowerCase()} and m.status = 'ACTIVE'`);
  if (!found) throw new CellRefusal('MEMBER_UNKNOWN', 'manager');
  return globalId(member.spec.id, found.id);
}
