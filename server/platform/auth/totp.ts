import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import type { Secrets } from '../secrets.ts';

const ISSUER = 'PartnerGraph';
/** A code is good for its own half minute and the ones before and after: phones' clocks are off. */
const TOLERANCE_SECONDS = 30;
const RECOVERY_CODES = 10;
/** Without characters that look like another one. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

export interface TotpEnrolment {
  /** Base32, for typing into an authenticator app. */
  readonly secret: string;
  /** The same as an `otpauth://` address, for a QR code. */
  readonly otpauthUrl: string;
}

export function newTotp(mail: string): TotpEnrolment {
  const secret = generateSecret();
  return { secret, otpauthUrl: generateURI({ issuer: ISSUER, label: mail, secret }) };
}

/** The time step of a right code, null for a wrong or already used one (`lastStep` and before). */
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

/** Ten codes for the day the phone is lost: `xxxxx-xxxxx`. Shown once. */
export function newRecoveryCodes(): string[] {
  const half = (): string =>
    Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${half()}-${half()}`);
}

/** What is stored of a recovery code. Keyed, because ten characters alone could be tried out. */
export const recoveryHash = (secrets: Secrets, code: string): string =>
  secrets.sign('recovery-code', code.toLowerCase().replace(/[^a-z\d]/g, ''));
