import type { Rows } from '../../../platform/db/transaction.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { WINDOW_MS } from '../../../sources/koogallery/notification/index.ts';
import { NotificationNonceEntity } from './notification-nonce.entity.ts';

/** A nonce is kept for three windows: a request may be signed a window ahead, and is late a window after that. */
const KEPT_MS = 3 * WINDOW_MS;
const BATCH = 1_000;

/** Stores a nonce; false if it was used before. Waits for a request with the same nonce that is under way. */
export async function takeNonce(
  tx: Rows,
  accountId: string,
  nonce: string,
  now: Date,
): Promise<boolean> {
  const taken = await tx.rows(sql`
    insert into ${sql.table(NotificationNonceEntity)} (account_id, nonce, expires_at)
    values (${accountId}, ${nonce}, ${new Date(now.getTime() + KEPT_MS)})
    on conflict do nothing returning nonce`);
  return taken.length > 0;
}

/** Forgets nonces whose requests would be late. */
export async function forgetNonces(tx: Rows, now: Date): Promise<void> {
  const table = sql.table(NotificationNonceEntity);
  await tx.rows(sql`delete from ${table} where ctid = any(array(
    select ctid from ${table} where expires_at < ${now} limit ${BATCH}))`);
}
