import type { CommandDeps } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';

/** Purpose of the key that seals the access keys of notifications. */
export const NOTIFICATION_KEY = 'upstream-notification';

/** Account of a seller that can be notified. */
export interface NotificationReceiver {
  readonly id: string;
  readonly orgId: string;
  /** Access key with which the marketplace signs, and the product signs its answers. */
  readonly notificationKey: string;
}

/** Returns an account that has a key for notifications; null for any other id. */
export async function receiverOf(
  { db, secrets }: CommandDeps,
  id: string,
): Promise<NotificationReceiver | null> {
  const [account] = await db.transaction(systemViewer('notification'), (tx) =>
    tx.rows<{ orgId: string; sealed: string }>(sql`
      select org_id as "orgId", sealed_notification_key as sealed from ${sql.table(UpstreamAccountEntity)}
      where id = ${id} and sealed_notification_key is not null`),
  );
  if (!account) return null;
  const { orgId, sealed } = account;
  return { id, orgId, notificationKey: secrets.unseal(NOTIFICATION_KEY, sealed) };
}
