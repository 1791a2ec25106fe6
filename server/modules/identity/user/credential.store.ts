import type { AuthStores } from '../../../platform/auth/ports.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { sessionsEnd } from '../session/session-end.store.ts';
import { requestPasswordReset } from './password-reset-request.store.ts';
import { countAttempts, forgetAttempts } from './sign-in-attempt.store.ts';

/** Array literal of PostgreSQL; the elements are hashes, without quotes or commas. */
const textArray = (values: readonly string[]): string => `{${values.join(',')}}`;

/** Sign-in lookups run as the system, because the viewer is not known yet. */
export const SIGN_IN = systemViewer('sign-in');

/** Condition on an account that may sign in: active, with an active membership in an active organization. */
export const MAY_SIGN_IN = sql`u.status = 'ACTIVE' and exists (
  select 1 from membership m join organization o on o.id = m.org_id
  where m.user_id = u.id and m.status = 'ACTIVE' and o.status = 'ACTIVE')`;

interface AccountRow {
  readonly userId: string;
  readonly mail: string;
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpOn: boolean;
  readonly totpLastStep: number | null;
  readonly recoveryCodeHashes: string[];
  readonly epoch: number;
}

/** Runs work in a transaction: the database in one of its own, a command in its one. */
export interface Transactions {
  transaction<T>(viewer: Viewer, work: (tx: Rows) => Promise<T>): Promise<T>;
}

/** Reads and changes credentials, each in a transaction of `db`. */
export function credentialStore(db: Transactions): AuthStores['credentials'] {
  const run = <R>(query: Sql): Promise<R[]> => db.transaction(SIGN_IN, (tx) => tx.rows<R>(query));

  const account = async (condition: Sql) => {
    const [row] = await run<AccountRow>(sql`
      select u.id as "userId", u.mail, u.password_hash as "passwordHash", u.totp_secret as "totpSecret",
        u.totp_confirmed_at is not null as "totpOn", u.totp_last_step as "totpLastStep",
        u.recovery_code_hashes as "recoveryCodeHashes", u.session_epoch as epoch
      from app_user u where ${MAY_SIGN_IN} and ${condition}`);
    if (!row) return null;
    const { totpSecret, totpOn, totpLastStep, ...account } = row;
    return {
      ...account,
      totp: totpOn ? { sealedSecret: totpSecret!, lastStep: totpLastStep } : null,
      pendingTotp: totpOn ? null : totpSecret,
    };
  };

  /** Turns the second factor on or off, here and in the person's memberships. */
  const setSecondFactor = async (
    { userId, epoch }: { readonly userId: string; readonly epoch: number },
    isOn: boolean,
    values: Sql,
  ) => {
    const [changed] = await run<{ epoch: number }>(sql`
      with changed as (
        update app_user set ${values}, session_epoch = session_epoch + 1
        where id = ${userId} and session_epoch = ${epoch} and totp_secret is not null
        returning id, session_epoch as epoch, ${sessionsEnd(sql`array[id]`)}),
      told as (update membership set second_factor = ${isOn} from changed where user_id = changed.id)
      select epoch from changed`);
    return changed ? { userId, epoch: changed.epoch } : null;
  };

  return {
    accountByMail: (mail) => account(sql`u.mail = ${mail}`),
    accountOf: (userId) => account(sql`u.id = ${userId}`),
    async saveRehash({ userId, passwordHash: former }, passwordHash) {
      await run(sql`
        update app_user set password_hash = ${passwordHash} where id = ${userId} and password_hash = ${former}`);
    },
    async takeTotpStep(userId, step) {
      const used = await run(sql`
        update app_user set totp_last_step = ${step}
        where id = ${userId} and (totp_last_step is null or totp_last_step < ${step}) returning id`);
      return used.length === 1;
    },
    async takeRecoveryCode(userId, hash) {
      const used = await run(sql`
        update app_user set recovery_code_hashes = array_remove(recovery_code_hashes, ${hash})
        where id = ${userId} and ${hash} = any(recovery_code_hashes) returning id`);
      return used.length === 1;
    },
    async startTotp(userId, sealedSecret) {
      await run(sql`
        update app_user set totp_secret = ${sealedSecret}, totp_last_step = null
        where id = ${userId} and totp_confirmed_at is null`);
    },
    confirmTotp: (proven, step, recoveryCodeHashes) =>
      setSecondFactor(
        proven,
        true,
        sql`totp_confirmed_at = now(), totp_last_step = ${step},
          recovery_code_hashes = ${textArray(recoveryCodeHashes)}::text[]`,
      ),
    disableTotp: (proven) =>
      setSecondFactor(
        proven,
        false,
        sql`totp_secret = null, totp_confirmed_at = null, totp_last_step = null, recovery_code_hashes = '{}'`,
      ),
    countAttempts: (keys, change) =>
      db.transaction(SIGN_IN, (tx) => countAttempts(tx, keys, change)),
    demoAccounts: () => run(DEMO_ACCOUNTS),
    requestPasswordReset: (mail, ip, now) =>
      db.transaction(SIGN_IN, (tx) => requestPasswordReset(tx, mail, ip, now)),
  };
}

/** Accounts of the demo's sign-in page: one for each membership, partners first. */
const DEMO_ACCOUNTS = sql`
  select u.mail, u.name, o.name as org, o.kind as "orgKind", ${computed.role(sql`m.role`)} as role
  from membership m join app_user u on u.id = m.user_id join organization o on o.id = m.org_id
  where u.status = 'ACTIVE' and m.status = 'ACTIVE' and o.status = 'ACTIVE'
  order by array_position(array['PARTNER', 'SELLER', 'OPERATOR'], o.kind), o.created_at, o.id, m.created_at, m.id
  limit 100`;

/**
 * Sets a person's password, ends their sessions and forgives failed attempts, inside the transaction of
 * `tx`, which must be the system's or an operator's. `mail` is the account's.
 */
export async function setPassword(
  tx: Rows,
  user: { readonly id: string; readonly mail: string },
  passwordHash: string,
): Promise<void> {
  await tx.rows(sql`
    update app_user set password_hash = ${passwordHash}, session_epoch = session_epoch + 1 where id = ${user.id}
    returning ${sessionsEnd(sql`array[id]`)}`);
  await forgetAttempts(tx, user.mail);
}
