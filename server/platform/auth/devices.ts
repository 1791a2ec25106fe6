import { randomBytes } from 'node:crypto';
import { DAY } from '../clock.ts';
import { type Secrets, sameSecret } from '../secrets.ts';
import type { Account } from './ports.ts';

/**
 * Devices that have signed in before (OWASP's "device cookies"): an entry in a long-lived cookie, signed for one
 * account under its present credentials. It lets nobody in; attempts with it are only counted apart from those of
 * strangers. A new password or second factor makes all devices strangers.
 */

/** The longest that browsers keep a cookie. */
export const DEVICE_DAYS = 400;
/** Accounts of one browser; the one used longest ago makes room. */
const ACCOUNTS = 5;

interface Entry {
  readonly id: string;
  /** Milliseconds since 1970, to base 36. */
  readonly expires: string;
  readonly signature: string;
}

const ENTRY = /^([\w-]{16})\.([\da-z]{8,9})\.([\w-]{43})$/;

function entriesOf(cookie: string | undefined): Entry[] {
  return (cookie ?? '').split('~', ACCOUNTS).flatMap((text) => {
    const [, id, expires, signature] = ENTRY.exec(text) ?? [];
    return id && expires && signature ? [{ id, expires, signature }] : [];
  });
}

const sign = (secrets: Secrets, { id, expires }: Omit<Entry, 'signature'>, account: Account) =>
  secrets.sign('device', [id, expires, account.userId, account.epoch].join(' '));

const entryFor = (
  secrets: Secrets,
  cookie: string | undefined,
  account: Account,
  now: Date,
): Entry | undefined =>
  entriesOf(cookie).find(
    (entry) =>
      sameSecret(entry.signature, sign(secrets, entry, account)) &&
      Number.parseInt(entry.expires, 36) > now.getTime(),
  );

/** Names the device that the cookie proves to have signed in to the account before; null for a stranger. */
export const knownDevice = (
  secrets: Secrets,
  cookie: string | undefined,
  account: Account,
  now: Date,
): string | null => entryFor(secrets, cookie, account, now)?.id ?? null;

/** The cookie of a device that has just signed in to the account, beside what it holds for others. */
export function withDevice(
  secrets: Secrets,
  cookie: string | undefined,
  account: Account,
  now: Date,
): string {
  const before = entryFor(secrets, cookie, account, now);
  const id = before?.id ?? randomBytes(12).toString('base64url');
  const expires = (now.getTime() + DEVICE_DAYS * DAY).toString(36);
  const entry = { id, expires, signature: sign(secrets, { id, expires }, account) };
  const others = entriesOf(cookie).filter(({ id }) => id !== before?.id);
  return [entry, ...others]
    .slice(0, ACCOUNTS)
    .map(({ id, expires, signature }) => [id, expires, signature].join('.'))
    .join('~');
}
