import { type Clock, systemClock } from '../clock.ts';
import type { Secrets } from '../secrets.ts';
import { knownDevice } from './devices.ts';
import { ACCOUNT_LIMITS, type Limits, lockout, NETWORK_LIMITS } from './lockout.ts';
import type { PasswordHasher } from './passwords.ts';
import type { Account, AuthStores } from './ports.ts';
import { recoveryHashes, totpStep } from './totp.ts';

export type SignInCode = 'INVALID_CREDENTIALS' | 'TOTP_REQUIRED' | 'TOTP_INVALID';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: SignInCode }
  | { readonly ok: false; readonly code: 'LOCKED'; readonly retryAfterSeconds: number };

export interface SignInDeps {
  readonly store: AuthStores['credentials'];
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  /** Real time, also in the demo, because authenticator apps use it. */
  readonly clock: Clock;
}

export interface SignInInput {
  readonly mail: string;
  readonly password: string;
  readonly totp?: string | undefined;
}

/** Source of an attempt: its network address and its device cookie. */
export interface Approach {
  readonly ip: string;
  readonly device: string | undefined;
}

interface Counter {
  readonly key: string;
  readonly limits: Limits;
  /** Whether a success clears the counter. True only if nobody but the owner can succeed on it. */
  readonly isForgiven?: boolean;
}

/** Purpose of the key under which the secrets of second factors are sealed. */
export const TOTP = 'totp';

/**
 * Checks mail, password and second factor. An unknown account and a wrong password take the same time, count
 * equally and get the same message.
 */
export async function signIn(
  deps: SignInDeps,
  input: SignInInput,
  from: Approach,
): Promise<Checked<Account>> {
  const mail = input.mail.trim().toLowerCase();
  const account = await deps.store.accountByMail(mail);
  return await guarded<Account>(deps, countersOf(deps, mail, account, from), async () => {
    const right = await deps.hasher.verify(input.password, account?.passwordHash ?? null);
    if (!account || !right) return { ok: false, code: 'INVALID_CREDENTIALS' };
    if (account.totp) {
      if (!input.totp) return { ok: false, code: 'TOTP_REQUIRED' };
      if (!(await secondFactor(deps, account, input.totp)))
        return { ok: false, code: 'TOTP_INVALID' };
    }
    if (deps.hasher.outdated(account.passwordHash!)) {
      await deps.store.saveRehash(account, await deps.hasher.hash(input.password));
    }
    return { ok: true, value: account };
  });
}

/**
 * Checks the repeated proof of a signed-in person: a code if the account has a second factor, else the password.
 * The attempts have a separate counter, so that guesses of others do not delay them.
 */
export const proveAgain = (
  deps: SignInDeps,
  account: Account,
  {
    password,
    code,
  }: { readonly password?: string | undefined; readonly code?: string | undefined },
): Promise<Checked<null>> =>
  guarded<null>(deps, [proofCounter(account)], async () => {
    if (account.totp)
      return code ? await checked(deps, account, code) : { ok: false, code: 'TOTP_REQUIRED' };
    return (await deps.hasher.verify(password ?? '', account.passwordHash))
      ? { ok: true, value: null }
      : { ok: false, code: 'INVALID_CREDENTIALS' };
  });

type CodeDeps = Omit<SignInDeps, 'hasher'>;

/** Checks the proof of a signed-in person by a code alone; counts attempts as {@link proveAgain}, in real time. */
export const proveByCode = (
  given: Omit<CodeDeps, 'clock'>,
  account: Account,
  code: string,
): Promise<Checked<null>> => {
  const deps = { ...given, clock: systemClock };
  return guarded<null>(deps, [proofCounter(account)], () => checked(deps, account, code));
};

const checked = async (deps: CodeDeps, account: Account, code: string): Promise<Checked<null>> =>
  (await secondFactor(deps, account, code))
    ? { ok: true, value: null }
    : { ok: false, code: 'TOTP_INVALID' };

/** Checks a code of the authenticator app or a recovery code. Each code is valid once. */
async function secondFactor(
  { store, secrets, clock }: CodeDeps,
  account: Account,
  code: string,
): Promise<boolean> {
  if (!account.totp) return false;
  const secret = secrets.unseal(TOTP, account.totp.sealedSecret);
  const step = await totpStep(secret, code.replace(/\s/g, ''), clock.now(), account.totp.lastStep);
  if (step !== null) return await store.takeTotpStep(account.userId, step);
  const hash = recoveryHashes(secrets, code).find((one) =>
    account.recoveryCodeHashes.includes(one),
  );
  return hash !== undefined && (await store.takeRecoveryCode(account.userId, hash));
}

/**
 * The counters of a password attempt. A known device has a separate counter, which others cannot fill. All other
 * attempts share the counters of the account and of their network.
 */
export function countersOf(
  { secrets, clock }: Pick<SignInDeps, 'secrets' | 'clock'>,
  mail: string,
  account: Account | null,
  { ip, device }: Approach,
): readonly Counter[] {
  const known = account && knownDevice(secrets, device, account, clock.now());
  if (known) return [{ key: `device:${known}`, limits: ACCOUNT_LIMITS, isForgiven: true }];
  return [
    { key: lockout.accountKey(mail), limits: ACCOUNT_LIMITS },
    { key: `network:${lockout.networkOf(ip)}`, limits: NETWORK_LIMITS },
  ];
}

export const proofCounter = ({ userId }: Account): Counter => ({
  key: `proof:${userId}`,
  limits: ACCOUNT_LIMITS,
  isForgiven: true,
});

/** Runs a check and counts its outcome. Refuses with LOCKED while a counter requires a wait. */
export async function guarded<T>(
  { store, clock }: Pick<SignInDeps, 'store' | 'clock'>,
  counters: readonly Counter[],
  check: () => Promise<Checked<T>>,
): Promise<Checked<T>> {
  const keys = counters.map(({ key }) => key);
  const began = clock.now().getTime();
  const wait = await store.countAttempts(keys, (found) => {
    const longest = Math.max(
      ...found.map((attempts, i) => lockout.waitFor(attempts, began, counters[i]!.limits)),
    );
    return {
      next: longest > 0 ? found : found.map((attempts) => lockout.begun(attempts, began)),
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
    await store.countAttempts(keys, (found) => ({
      next: found.map((attempts, i) => {
        const keeps = outcome === 'forget' && !counters[i]!.isForgiven;
        return lockout.ended(attempts, began, now, keeps ? 'right' : outcome);
      }),
      result: null,
    }));
  }
}
