import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { table } from '../../platform/sql/columns.ts';
import { join, literal, sql } from '../../platform/sql/sql.ts';
import { CustomerAccessEntity, customerForChange, setAccess } from '../customers/index.ts';
import { PartnerEntity, searchKey } from '../partners/index.ts';
import { type BindingState, OPEN_STATES } from './binding.machine.ts';

/** A customer by id, or by what the partner knows of one it has no row of. */
export interface CustomerRef {
  readonly customerId?: string | undefined;
  readonly prospect?: { readonly name: string; readonly cloudAccount: string } | undefined;
}

/**
 * The customer that a report or invitation is about, locked; the partner may know its name from now on.
 * Refuses an account of another name, and a customer that another member of the partner looks after.
 */
export async function subjectCustomer(
  tx: Tx,
  { customerId, prospect }: CustomerRef,
): Promise<string> {
  if ((customerId === undefined) === (prospect === undefined))
    throw refuse('ONE_OF_REQUIRED', 'customerId');
  const { tenantId, memberId, role } = tx.viewer;
  const enrolled = await tx.rows(sql`select 1 from ${table(PartnerEntity)} where id = ${tenantId}`);
  if (enrolled.length === 0) throw refuse('NOT_ENROLLED');
  // Counting the partner's open bindings and adding one must not happen twice at once.
  tx.lock('OpenBindings', tenantId);
  const id = customerId ?? (await prospectId(tx, prospect!));
  if (customerId === undefined) {
    const [access] = await tx.rows<{ manager: string | null }>(sql`
      select account_manager_id as manager from ${table(CustomerAccessEntity)} where customer_id = ${id} and org_id = ${tenantId}`);
    const own = role === 'csp.rep' ? memberId : null;
    if (own && access?.manager && access.manager !== own) throw refuse('OTHER_MANAGERS_CUSTOMER');
    // An open binding keeps the level that it gives.
    if (!(await openBinding(tx, id)))
      await setAccess(tx, { customerId: id, orgId: tenantId, level: 'NAME', managerId: own });
  }
  await customerForChange(tx, id);
  return id;
}

async function prospectId(
  tx: Tx,
  { name, cloudAccount }: { name: string; cloudAccount: string },
): Promise<string> {
  const account = cloudAccount.toLowerCase();
  const [found] = await tx.rows<{ id: string | null }>(sql`
    select guard_prospect(${tx.newId()}, ${name}, ${searchKey(name)}, ${account}, ${tx.now}) as id`);
  if (!found?.id) throw refuse('ACCOUNT_OF_ANOTHER_NAME', 'prospect.name');
  return found.id;
}

/** The viewer's own binding to a customer that has not ended. */
export async function openBinding(
  tx: Tx,
  customerId: string,
): Promise<{ id: string; status: BindingState } | undefined> {
  const [row] = await tx.rows<{ id: string; status: BindingState }>(sql`
    select id, status from partner_binding
    where customer_id = ${customerId} and partner_id = ${tx.viewer.tenantId}
      and status in (${join(OPEN_STATES.map(literal), ', ')})`);
  return row;
}
