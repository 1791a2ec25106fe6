import type { Tx, Undo } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { MembershipEntity } from '../identity/index.ts';
import { customerForChange } from './customer-access.write.ts';

/** Largest number of tags of a customer, and of characters in each. */
export const TAGS_MAX = 20;
export const TAG_LENGTH = 30;

/** Row with an organization's own data about a customer. */
export const ownAccess = (tx: Tx, customerId: string): Sql =>
  sql`customer_id = ${customerId} and org_id = ${tx.viewer.tenantId}`;

interface Own {
  readonly managerId: string | null;
  readonly tags: readonly string[];
}

async function ownOf(tx: Tx, id: string): Promise<Own> {
  const [own] = await tx.rows<Own>(sql`
    select account_manager_id as "managerId", tags from customer_access where ${ownAccess(tx, id)}`);
  return own ?? { managerId: null, tags: [] };
}

/**
 * Assigns a customer to an active member of the organization, or to nobody; any other member is
 * MEMBER_UNKNOWN.
 */
export async function setManager(tx: Tx, id: string, memberId: string | null): Promise<void> {
  if (memberId) {
    const known = await tx.rows(sql`
      select 1 from ${sql.table(MembershipEntity)} where id = ${memberId} and org_id = ${tx.viewer.tenantId} and status = 'ACTIVE'`);
    if (known.length === 0) throw refuse('MEMBER_UNKNOWN', 'memberId');
  }
  await tx.rows(
    sql`update customer_access set account_manager_id = ${memberId} where ${ownAccess(tx, id)}`,
  );
  tx.audit({
    action: 'customerAssignManager',
    subjectType: 'Customer',
    subjectId: id,
    detail: { memberId },
  });
}

/** Sets the tags of a customer without duplicates. Throws TOO_MANY beyond the limit. */
export async function setTags(tx: Tx, id: string, tags: readonly string[]): Promise<void> {
  const kept = [...new Set(tags)];
  if (kept.length > TAGS_MAX) throw refuse('TOO_MANY', 'tags', { maximum: TAGS_MAX });
  await tx.rows(sql`update customer_access set tags = array(select jsonb_array_elements_text(${JSON.stringify(kept)}::jsonb))
    where ${ownAccess(tx, id)}`);
  tx.audit({
    action: 'customerSetTags',
    subjectType: 'Customer',
    subjectId: id,
    detail: { tags: kept },
  });
}

export async function addTags(tx: Tx, id: string, tags: readonly string[]): Promise<void> {
  const own = await ownOf(tx, id);
  if (tags.some((tag) => !own.tags.includes(tag))) await setTags(tx, id, [...own.tags, ...tags]);
}

export async function removeTags(tx: Tx, id: string, tags: readonly string[]): Promise<void> {
  const own = await ownOf(tx, id);
  const kept = own.tags.filter((tag) => !tags.includes(tag));
  if (kept.length < own.tags.length) await setTags(tx, id, kept);
}

interface TagInput {
  readonly tags: readonly string[];
}

/** Removes the added tags, but none that existed before. */
export const undoAdding: Undo = {
  async remember(tx, id, { tags }: TagInput) {
    const own = await ownOf(tx, id);
    const added = tags.filter((tag) => !own.tags.includes(tag));
    return added.length > 0 ? { tags: added } : null;
  },
  async restore(tx, id, { tags }: TagInput) {
    await customerForChange(tx, id);
    await removeTags(tx, id, tags);
  },
};

export const undoRemoving: Undo = {
  async remember(tx, id, { tags }: TagInput) {
    const own = await ownOf(tx, id);
    const removed = own.tags.filter((tag) => tags.includes(tag));
    return removed.length > 0 ? { tags: removed } : null;
  },
  async restore(tx, id, { tags }: TagInput) {
    await customerForChange(tx, id);
    await addTags(tx, id, tags);
  },
};

interface Assigned {
  readonly from: string | null;
  readonly to: string | null;
}

/** Restores the previous account manager, unless the customer was reassigned since. */
export const undoAssigning: Undo = {
  async remember(tx, id, { memberId = null }: { memberId?: string | null }) {
    const { managerId } = await ownOf(tx, id);
    return managerId === memberId ? null : ({ from: managerId, to: memberId } satisfies Assigned);
  },
  async restore(tx, id, { from, to }: Assigned) {
    await customerForChange(tx, id);
    if ((await ownOf(tx, id)).managerId !== to) throw refuse('CHANGED_SINCE');
    await setManager(tx, id, from);
  },
};
