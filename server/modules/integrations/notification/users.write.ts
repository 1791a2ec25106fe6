import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type Content, contentOf } from '../../../sources/koogallery/notification/index.ts';
import { removeCustomerUsers, upsertCustomerUsers } from '../../customers/index.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { Unprocessable } from './unprocessable.ts';
import {
  type UpstreamNotification,
  UpstreamNotificationEntity,
} from './upstream-notification.entity.ts';

type UserSync = Content<'USER_SYNC'>;

/**
 * Takes over the users of a sync of the kit. Of several syncs of a user the one that the kit dated last counts, in
 * whichever order they arrive. Without the order of the instance, the customer is not known yet (INSTANCE_UNKNOWN).
 */
export async function takeOverUsers(tx: Tx, row: UpstreamNotification): Promise<void> {
  if (row.activity !== 'USER_SYNC') return;
  const sync = syncOf(row);
  const later = await laterUsers(tx, row, dateOf(sync, row));
  const users = sync.userList.filter(({ userName }) => !later.has(userName));
  if (users.length === 0) return;
  const customerId = await customerOf(tx, row);
  if (sync.flag === 'DELETED') {
    const ids = users.map(({ userName }) => userName);
    await removeCustomerUsers(tx, customerId, ids, row.orgId);
  } else {
    const known = users.map(({ userName, name }) => ({ externalId: userName, name: name ?? null }));
    await upsertCustomerUsers(tx, customerId, known, row.orgId);
  }
}

function syncOf({ raw }: Pick<UpstreamNotification, 'raw'>): UserSync {
  const read = contentOf('USER_SYNC', JSON.parse(raw));
  // The receiver read it so before it stored it.
  if ('path' in read) throw new Error(`A stored sync is malformed: ${read.path}`);
  return read.content;
}

const dateOf = (
  { currentSyncTime, timeStamp }: UserSync,
  { sentAt }: Pick<UpstreamNotification, 'sentAt'>,
): Date => currentSyncTime ?? timeStamp ?? sentAt;

/** Names of the users of which a later sync of the instance is processed already. */
async function laterUsers(
  tx: Tx,
  { id, accountId, instanceId }: UpstreamNotification,
  at: Date,
): Promise<ReadonlySet<string>> {
  const others = await tx.find(
    UpstreamNotificationEntity,
    (
      d,
    ) => sql`${d.accountId} = ${accountId} and ${d.activity} = 'USER_SYNC' and ${d.instanceId} = ${instanceId ?? null}
      and ${d.endedAt} is not null and ${d.isProcessable} and ${d.id} <> ${id} and ${d.raw} <> ''`,
  );
  const later = others.filter((other) => dateOf(syncOf(other), other) > at);
  return new Set(later.flatMap((other) => syncOf(other).userList.map(({ userName }) => userName)));
}

/** Customer that bought the instance. */
async function customerOf(
  tx: Tx,
  { instanceId, orgId }: Pick<UpstreamNotification, 'instanceId' | 'orgId'>,
): Promise<string> {
  const [line] = await tx.find(
    OrderLineEntity,
    (d) => sql`${d.instanceId} = ${instanceId ?? null} and ${d.sellerId} = ${orgId}`,
  );
  if (!line) throw new Unprocessable('INSTANCE_UNKNOWN', 'instanceId');
  return line.customerId;
}
