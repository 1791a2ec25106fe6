import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';
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

/** Values of an organization's own data about a customer: no other organization sees their changes. */
interface OwnValues {
  readonly manager: string | null;
  readonly tags: readonly string[];
}

const OWN = tracked.fields<OwnValues>({
  accountManager: tracked.text(['partner'], ({ manager }) => manager),
  tags: tracked.text(['partner'], ({ tags }) => tags.join(', ') || null),
});

interface Former extends OwnValues {
  readonly label: string;
  readonly status: string;
  readonly serial: number;
}

/** Changes an organization's own data, with an event in the customer's history and a line in the audit. */
async function changeOwn(
  tx: Tx,
  id: string,
  event: 'assignManager' | 'setTags',
  { set, values, detail }: { set: Sql; values: Partial<OwnValues>; detail: object },
): Promise<void> {
  const [row] = await tx.rows<Former>(sql`
    update customer_access a set ${set} from customer_access o
    where a.customer_id = ${id} and a.org_id = ${tx.viewer.tenantId} and o.customer_id = a.customer_id and o.org_id = a.org_id
    returning a.customer_name as label, o.status, o.tags, nextval('customer_event_serial')::int as serial,
      (select m.name from ${sql.table(MembershipEntity)} m where m.id = o.account_manager_id) as manager`);
  const changes = row ? tracked.since(OWN, tracked.values(OWN, row), { ...row, ...values }) : [];
  if (row && changes.length > 0)
    tx.insert(DomainEventEntity, {
      id: tx.newId(),
      createdAt: tx.now,
      subjectType: 'Customer',
      subjectId: id,
      event,
      fromState: row.status,
      toState: row.status,
      // Several organizations change their own data of one customer; a common sequence numbers the events.
      subjectVersion: row.serial,
      label: row.label,
      actorName: tx.viewer.actorName,
      actorSide: tx.viewer.side,
      via: tx.viewer.via,
      requestId: tx.requestId,
      detail: tracked.detail(changes),
      partnerId: tx.viewer.tenantId,
      sellerId: null,
      // The customer does not learn of the organization's own data.
      customerId: null,
    });
  tx.audit({
    action: event === 'assignManager' ? 'customerAssignManager' : 'customerSetTags',
    subjectType: 'Customer',
    subjectId: id,
    detail: { ...detail, ...tracked.detail(changes) },
  });
}

/**
 * Assigns a customer to an active member of the organization, or to nobody; any other member is
 * MEMBER_UNKNOWN.
 */
export async function setManager(
  tx: Tx,
  id: string,
  memberId: string | null,
  field = 'memberId',
): Promise<void> {
  let manager: string | null = null;
  if (memberId) {
    const [known] = await tx.rows<{ name: string }>(sql`
      select name from ${sql.table(MembershipEntity)} where id = ${memberId} and org_id = ${tx.viewer.tenantId} and status = 'ACTIVE'`);
    if (!known) throw refuse('MEMBER_UNKNOWN', field);
    manager = known.name;
  }
  await changeOwn(tx, id, 'assignManager', {
    set: sql`account_manager_id = ${memberId}`,
    values: { manager },
    detail: { memberId },
  });
}

/** Sets the tags of a customer without duplicates. Throws TOO_MANY beyond the limit. */
export async function setTags(
  tx: Tx,
  id: string,
  tags: readonly string[],
  field = 'tags',
): Promise<void> {
  const kept = [...new Set(tags)];
  if (kept.length > TAGS_MAX) throw refuse('TOO_MANY', field, { maximum: TAGS_MAX });
  await changeOwn(tx, id, 'setTags', {
    set: sql`tags = array(select jsonb_array_elements_text(${JSON.stringify(kept)}::jsonb))`,
    values: { tags: kept },
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

/** Own data of an organization about a customer; what is absent stays. */
export interface OwnData {
  readonly managerId?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Sets own data where it differs; `at` is the path of its fields. A representative names no other account manager. */
export async function setOwnData(
  tx: Tx,
  id: string,
  { managerId, tags }: OwnData,
  at = '',
): Promise<void> {
  const own = await ownOf(tx, id);
  if (managerId !== undefined && managerId !== own.managerId) {
    const { role, memberId } = tx.viewer;
    if (role === 'csp.rep' && managerId !== memberId)
      throw refuse('MANAGER_NOT_ALLOWED', `${at}managerId`);
    await setManager(tx, id, managerId, `${at}managerId`);
  }
  if (tags !== undefined && [...new Set(tags)].join('\n') !== own.tags.join('\n'))
    await setTags(tx, id, tags, `${at}tags`);
}

interface TagInput {
  readonly tags: readonly string[];
}

/** Removes the added tags, but none that existed before. */
export const undoAdding = {
  async remember(tx: Tx, id: string, { tags }: TagInput) {
    const own = await ownOf(tx, id);
    const added = tags.filter((tag) => !own.tags.includes(tag));
    return added.length > 0 ? { tags: added } : null;
  },
  async restore(tx: Tx, id: string, { tags }: TagInput) {
    await customerForChange(tx, id);
    await removeTags(tx, id, tags);
  },
};

export const undoRemoving = {
  async remember(tx: Tx, id: string, { tags }: TagInput) {
    const own = await ownOf(tx, id);
    const removed = own.tags.filter((tag) => tags.includes(tag));
    return removed.length > 0 ? { tags: removed } : null;
  },
  async restore(tx: Tx, id: string, { tags }: TagInput) {
    await customerForChange(tx, id);
    await addTags(tx, id, tags);
  },
};

interface Assigned {
  readonly from: string | null;
  readonly to: string | null;
}

/** Restores the previous account manager, unless the customer was reassigned since. */
export const undoAssigning = {
  async remember(tx: Tx, id: string, { memberId = null }: { memberId?: string | null }) {
    const { managerId } = await ownOf(tx, id);
    return managerId === memberId ? null : ({ from: managerId, to: memberId } satisfies Assigned);
  },
  async restore(tx: Tx, id: string, { from, to }: Assigned) {
    await customerForChange(tx, id);
    if ((await ownOf(tx, id)).managerId !== to) throw refuse('CHANGED_SINCE');
    await setManager(tx, id, from);
  },
};
