import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import type { Secrets } from '../secrets.ts';

const ISSUER = 'PartnerGraph';
/** Tolerance for the clocks of phones: one time step before and after. */
const TOLERANCE_SECONDS = 30;
const RECOVERY_CODES = 10;
/** Characters of recovery codes, without those that look alike. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

export interface TotpEnrolment {
  /** Secret in base32, for typing into an authenticator app. */
  readonly secret: string;
  /** Secret as an `otpauth://` address, for a QR code. */
  readonly otpauthUrl: string;
}

export function newTotp(mail: string): TotpEnrolment {
  const secret = generateSecret();
  return { secret, otpauthUrl: generateURI({ issuer: ISSUER, label: mail, secret }) };
}

/** The time step of a correct code; null for a wrong code and for steps up to `lastStep`. */
export async function totpStep(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | null,
): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const result = await verify({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
    ...(lastStep !== null && { afterTimeStep: lastStep }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Ten codes of the form `xxxxx-xxxxx` that replace a lost phone. They are shown once. */
export function newRecoveryCodes(): string[] {
  const half = (): string =>
    Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${half()}-${half()}`);
}

/**
 * The hashes of a recovery code that are valid; the first is stored with a new code. They are keyed, because ten
 * characters can be guessed.
 */
export const recoveryHashes = (secrets: Secrets, code: string): readonly string[] =>
  secrets.signatures('recovery-code', code.toLowerCase().replace(/[^a-z\d]/g, ''));
