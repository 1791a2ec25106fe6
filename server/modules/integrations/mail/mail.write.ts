import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerUserEntity } from '../../customers/index.ts';
import { type UpstreamAccount, UpstreamAccountEntity } from '../account/upstream-account.entity.ts';

/** A user, and the account of the seller that knows it. */
export interface AskedUser {
  readonly id: string;
  readonly externalId: string;
  readonly account: UpstreamAccount;
}

/** The users that a connected account of their seller can ask for. Runs as the system. */
export async function askedUsers(tx: Tx, ids: readonly string[]): Promise<AskedUser[]> {
  const users = await tx.find(CustomerUserEntity, (d) => sql`${d.id} = any(${ids}::uuid[])`);
  const accounts = await tx.find(
    UpstreamAccountEntity,
    (d) => sql`${d.orgId} = any(${users.map(({ sellerId }) => sellerId)}::uuid[])
      and ${d.system} = 'KOOGALLERY' and ${d.status} = 'CONNECTED'`,
  );
  const bySeller = new Map(accounts.map((account) => [account.orgId, account]));
  return users.flatMap(({ id, externalId, sellerId }) => {
    const account = bySeller.get(sellerId);
    return account ? [{ id, externalId, account }] : [];
  });
}

/** Stores addresses that the marketplace gave now. An unchanged one is stored again after a minute only. */
export async function storeMails(
  tx: Tx,
  mails: readonly { readonly id: string; readonly mail: string | null }[],
): Promise<void> {
  if (mails.length === 0) return;
  await tx.rows(sql`
    update ${sql.table(CustomerUserEntity)} u set mail = r.mail, mail_synced_at = ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) r(id uuid, mail text)
    where u.id = r.id and (u.mail is distinct from r.mail or u.mail_synced_at is null
      or u.mail_synced_at < ${tx.now}::timestamptz - interval '1 minute')`);
}
