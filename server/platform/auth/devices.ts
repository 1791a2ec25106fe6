import { randomBytes } from 'node:crypto';
import { DAY } from '../clock.ts';
import { type Secrets, tokens } from '../secrets.ts';
import type { Proven } from './ports.ts';

/**
 * Known devices (OWASP's "device cookies"). An entry in a long-lived cookie is signed for one account and its present
 * credentials. An entry grants no access: attempts with it only have a separate counter. A new password or
 * second factor makes all entries invalid.
 */

/** Lifetime of the cookie: the longest that browsers allow. */
export const DEVICE_DAYS = 400;
/** Largest number of accounts in the cookie. A further one replaces the least recently used. */
const ACCOUNTS = 5;

interface Entry {
  readonly id: string;
  /** Milliseconds since 1970, in base 36. */
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

/** The valid signatures of an entry, that of the present key first. */
const signaturesOf = (
  secrets: Secrets,
  { id, expires }: Omit<Entry, 'signature'>,
  { userId, epoch }: Proven,
): readonly string[] => secrets.signatures('device', [id, expires, userId, epoch].join(' '));

const entryFor = (
  secrets: Secrets,
  cookie: string | undefined,
  account: Proven,
  now: Date,
): Entry | undefined =>
  entriesOf(cookie).find(
    (entry) =>
      signaturesOf(secrets, entry, account).some((one) => tokens.areEqual(entry.signature, one)) &&
      Number.parseInt(entry.expires, 36) > now.getTime(),
  );

/** Id of the device if the cookie has a valid entry for the account, else null. */
export const knownDevice = (
  secrets: Secrets,
  cookie: string | undefined,
  account: Proven,
  now: Date,
): string | null => entryFor(secrets, cookie, account, now)?.id ?? null;

/** The cookie after a sign-in to the account. The entries of other accounts stay. */
export function withDevice(
  secrets: Secrets,
  cookie: string | undefined,
  account: Proven,
  now: Date,
): string {
  const before = entryFor(secrets, cookie, account, now);
  const id = before?.id ?? randomBytes(12).toString('base64url');
  const expires = (now.getTime() + DEVICE_DAYS * DAY).toString(36);
  const [signature] = signaturesOf(secrets, { id, expires }, account);
  const entry = { id, expires, signature: signature! };
  const others = entriesOf(cookie).filter(({ id }) => id !== before?.id);
  return [entry, ...others]
    .slice(0, ACCOUNTS)
    .map(({ id, expires, signature }) => [id, expires, signature].join('.'))
    .join('~');
}
