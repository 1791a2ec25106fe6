import type { Secrets } from '../secrets.ts';

const MAINLAND = '+86';
/** A mobile number of the mainland without its country code. */
const MAINLAND_NUMBER = /^1[3-9]\d{9}$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Reads a mobile number in international form (E.164). A number without a country code is a mainland one. Returns null
 * for any other text.
 */
function parse(text: string): string | null {
  const given = text.replaceAll(/[\s().-]/g, '');
  const number = MAINLAND_NUMBER.test(given) ? `${MAINLAND}${given}` : given;
  const isMainland = number.startsWith(MAINLAND);
  const isValid = isMainland
    ? MAINLAND_NUMBER.test(number.slice(MAINLAND.length))
    : E164.test(number);
  return isValid ? number : null;
}

/** The number without the digits that tell it from others: `+86138****8000`. */
const masked = (number: string): string => `${number.slice(0, -8)}****${number.slice(-4)}`;

/** Purpose of the key that seals numbers. */
const KEY = 'mobile-number';

export const mobileNumber = {
  parse,
  masked,
  purpose: KEY,
  /** Encrypts a number for the database, whose dumps must not contain it. */
  seal: (secrets: Secrets, number: string): string => secrets.seal(KEY, number),
  unseal: (secrets: Secrets, sealed: string): string => secrets.unseal(KEY, sealed),
};
