import { hash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Secrets } from '../secrets.ts';
import { unseal } from './cipher.ts';
import { begun, ended, networkOf, waitFor } from './lockout.ts';
import type { PasswordHasher } from './passwords.ts';
import type { Account, CredentialStore } from './ports.ts';
import { recoveryHash, totpStep } from './totp.ts';

export type SignInCode = 'INVALID_CREDENTIALS' | 'TOTP_REQUIRED' | 'TOTP_INVALID';

/** What a check of credentials came to. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: SignInCode }
  | { readonly ok: false; readonly code: 'LOCKED'; readonly retryAfterSeconds: number };

export interface SignInDeps {
  readonly store: CredentialStore;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  /** Real time, also where the demo's clock is elsewhere: authenticator apps follow it. */
  readonly clock: Clock;
}

export interface SignInInput {
  readonly mail: string;
  readonly password: string;
  readonly totp?: string | undefined;
}

/** Key under which a second-factor secret is sealed. */
export const totpKey = (secrets: Secrets): Buffer => secrets.key('totp');

/**
 * Checks mail, password and second factor. An unknown account costs the same time, counts the same and
 * gets the same words as a wrong password.
 */
export async function signIn(
  deps: SignInDeps,
  input: SignInInput,
  ip: string,
): Promise<Checked<Account>> {
  const mail = input.mail.trim().toLowerCase();
  return await guarded<Account>(deps, mail, ip, async () => {
    const account = await deps.store.accountByMail(mail);
    const right = await deps.hasher.verify(input.password, account?.passwordHash ?? null);
    if (!account || !right) return { ok: false, code: 'INVALID_CREDENTIALS' };
    if (account.totp) {
      if (!input.totp) return { ok: false, code: 'TOTP_REQUIRED' };
      if (!(await secondFactor(deps, account, input.totp)))
        return { ok: false, code: 'TOTP_INVALID' };
    }
    if (deps.hasher.outdated(account.passwordHash!)) {
      await deps.store.saveRehash(account.userId, await deps.hasher.hash(input.password));
    }
    return { ok: true, value: account };
  });
}

/** Accepts a code of the authenticator app or a recovery code, each once. */
export async function secondFactor(
  { store, secrets, clock }: SignInDeps,
  account: Account,
  code: string,
): Promise<boolean> {
  if (!account.totp) return false;
  const secret = unseal(totpKey(secrets), account.totp.sealedSecret);
  const step = await totpStep(secret, code.replace(/\s/g, ''), clock.now(), account.totp.lastStep);
  if (step !== null) return await store.takeTotpStep(account.userId, step);
  const hash = recoveryHash(secrets, code);
  return (
    account.recoveryCodeHashes.includes(hash) &&
    (await store.takeRecoveryCode(account.userId, hash))
  );
}

/** Runs a check under the counters of the account and of the network; refuses it while either has to wait. */
export async function guarded<T>(
  { store, clock }: SignInDeps,
  mail: string,
  ip: string,
  check: () => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const keys = [accountKey(mail), `network:${networkOf(ip)}`];
  const began = clock.now().getTime();
  const wait = await store.countAttempts(keys, (found) => {
    const longest = Math.max(...found.map((attempts) => waitFor(attempts, began)));
    return {
      next: longest > 0 ? found : found.map((attempts) => begun(attempts, began)),
      result: longest,
    };
  });
  if (wait > 0) return { ok: false, code: 'LOCKED', retryAfterSeconds: Math.ceil(wait / 1000) };

  let outcome: 'failed' | 'right' | 'forget' = 'right';
  try {
    const checked = await check();
    if (checked.ok) outcome = 'forget';
    else if (checked.code !== 'TOTP_REQUIRED') outcome = 'failed';
    return checked;
  } finally {
    const now = clock.now().getTime();
    await store.countAttempts(keys, ([account, network]) => ({
      next: [
        ended(account!, began, now, outcome),
        ended(network!, began, now, outcome === 'forget' ? 'right' : outcome),
      ],
      result: null,
    }));
  }
}

/** Accounts are counted by the hash of their mail, known or not: the counters tell nobody which ones exist. */
export const accountKey = (mail: string): string => `account:${hash('sha256', mail)}`;
