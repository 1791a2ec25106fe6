import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';
import { TAGS_MAX } from './customer-own.write.ts';

/** An organization's own data about a customer. */
interface OwnData {
  readonly customerId: string;
  readonly orgId: string;
}

/** Assigns a customer to the active member with a name, or to nobody. Runs as the system. */
export async function setManagerByName(
  tx: Tx,
  { customerId, orgId }: OwnData,
  name: string | null,
): Promise<void> {
  await tx.rows(sql`
    update customer_access set account_manager_id = (
      select m.id from ${sql.table(MembershipEntity)} m
      where m.org_id = ${orgId} and m.name = ${name} and m.status = 'ACTIVE' order by m.id limit 1)
    where customer_id = ${customerId} and org_id = ${orgId}`);
}

/** Adds a tag to a customer that has room for one. Runs as the system. */
export async function addTagFor(
  tx: Tx,
  { customerId, orgId }: OwnData,
  tag: string,
): Promise<void> {
  await tx.rows(sql`
    update customer_access set tags = array_append(tags, ${tag}::text)
    where customer_id = ${customerId} and org_id = ${orgId} and not ${tag}::text = any(tags) and cardinality(tags) < ${TAGS_MAX}`);
}
