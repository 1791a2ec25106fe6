import { HOUR } from '../../platform/clock.ts';
import { AuditEntryEntity } from '../../platform/command/records.entity.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import {
  CustomerAccessEntity,
  customerForChange,
  type OwnData,
  setAccess,
  setOwnData,
} from '../customers/index.ts';
import { PartnerEntity, searchKey } from '../partners/index.ts';
import { type BindingState, OPEN_STATES } from './binding.machine.ts';
import { prospectLimit } from './binding.policies.ts';

export interface Prospect extends OwnData {
  readonly name: string;
  readonly cloudAccount: string;
}

/** Customer by id, or by account and name for one outside the partner's scope. */
export interface CustomerRef {
  readonly customerId?: string | undefined;
  readonly prospect?: Prospect | undefined;
}

/**
 * Locks and returns the customer of a pre-registration or invitation, and gives the partner access to the
 * name. Refuses an account of another name, and a customer of another rep of the partner.
 */
export async function subjectCustomer(
  tx: Tx,
  { customerId, prospect }: CustomerRef,
): Promise<string> {
  const { tenantId, memberId, role } = tx.viewer;
  const enrolled = await tx.rows(
    sql`select 1 from ${sql.table(PartnerEntity)} where id = ${tenantId}`,
  );
  if (enrolled.length === 0) throw refuse('NOT_ENROLLED');
  // Serializes the count of the partner's open bindings with the insert that follows.
  tx.lock('OpenBindings', tenantId);
  if (prospect) await refuseSeries(tx, prospect);
  const id = customerId ?? (await prospectId(tx, prospect!));
  if (customerId === undefined) {
    const [access] = await tx.rows<{ manager: string | null }>(sql`
      select account_manager_id as manager from ${sql.table(CustomerAccessEntity)} where customer_id = ${id} and org_id = ${tenantId}`);
    const own = role === 'csp.rep' ? memberId : null;
    if (own && access?.manager && access.manager !== own) throw refuse('OTHER_MANAGERS_CUSTOMER');
    // An open binding already sets the access level.
    if (!(await openBinding(tx, id)))
      await setAccess(tx, { customerId: id, orgId: tenantId, level: 'NAME', managerId: own });
  }
  await customerForChange(tx, id);
  if (prospect) await setOwnData(tx, id, prospect, 'prospect.');
  return id;
}

const LOOK_UP = 'prospectLookUp';

const accountOf = ({ cloudAccount }: Prospect): string => cloudAccount.toLowerCase();

/**
 * Audits that an outcome told the partner about an account, without a pre-registration or invitation: that another
 * partner has it, or that it is free, in debt or barred.
 */
export async function auditProspect(tx: Tx, { prospect }: CustomerRef): Promise<void> {
  if (!prospect || (await triedOthers(tx, prospect)) >= (await prospectLimit.value(tx, tx.now)))
    return;
  tx.audit({
    action: LOOK_UP,
    subjectType: 'Organization',
    subjectId: tx.viewer.tenantId,
    detail: { cloudAccount: accountOf(prospect) },
  });
}

/** Refuses a partner that tries one account after the other to learn about the customers of its rivals. */
async function refuseSeries(tx: Tx, prospect: Prospect): Promise<void> {
  const limit = await prospectLimit.value(tx, tx.now);
  if ((await triedOthers(tx, prospect)) >= limit)
    throw refuse('PROSPECT_LIMIT_REACHED', 'prospect', { limit });
}

/** Number of other accounts that the partner tried within 24 hours. */
async function triedOthers(tx: Tx, prospect: Prospect): Promise<number> {
  const since = new Date(tx.now.getTime() - 24 * HOUR);
  const [tried] = await tx.rows<{ others: number }>(sql`
    select count(distinct detail->>'cloudAccount')::int as others from ${sql.table(AuditEntryEntity)}
    where tenant_id = ${tx.viewer.tenantId} and action = ${LOOK_UP} and created_at > ${since}
      and detail->>'cloudAccount' <> ${accountOf(prospect)}`);
  return tried!.others;
}

async function prospectId(tx: Tx, prospect: Prospect): Promise<string> {
  const { name } = prospect;
  const account = accountOf(prospect);
  const [found] = await tx.rows<{ id: string | null }>(sql`
    select guard_prospect(${tx.newId()}, ${name}, ${searchKey(name)}, ${account}, ${tx.now}) as id`);
  if (!found?.id) throw refuse('ACCOUNT_OF_ANOTHER_NAME', 'prospect.name');
  return found.id;
}

/** Returns the open binding of the viewer's partner to a customer. */
export async function openBinding(
  tx: Tx,
  customerId: string,
): Promise<{ id: string; status: BindingState } | undefined> {
  const [row] = await tx.rows<{ id: string; status: BindingState }>(sql`
    select id, status from partner_binding
    where customer_id = ${customerId} and partner_id = ${tx.viewer.tenantId}
      and status in (${sql.words(OPEN_STATES)})`);
  return row;
}
