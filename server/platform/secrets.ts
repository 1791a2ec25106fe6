import { createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { seal, unseal } from './cipher.ts';

/** Keys derived from SECRET_KEY. Each purpose has a separate key. */
export interface Secrets {
  /** Encrypts a text under the key of a purpose such as `totp`. */
  seal(purpose: string, text: string): string;
  /** Decrypts a text of `seal`. Throws if purpose or SECRET_KEY differ, or if the sealed text was changed. */
  unseal(purpose: string, sealed: string): string;
  /** HMAC-SHA256 of a text under a purpose's key, base64url. */
  sign(purpose: string, text: string): string;
}

export function secretsFrom(secretKey: string): Secrets {
  const key = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, 'partnergraph', purpose, 32));
  return {
    seal: (purpose, text) => seal(key(purpose), text),
    unseal: (purpose, sealed) => unseal(key(purpose), sealed),
    sign: (purpose, text) => createHmac('sha256', key(purpose)).update(text).digest('base64url'),
  };
}

/** Compares two texts in constant time, so that timing does not reveal where they differ. */
function areEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Random secrets as URL-safe text. The database stores only their hashes. */
export const tokens = {
  /** 256 bits. */
  create: (): string => randomBytes(32).toString('base64url'),
  hash: (token: string): string => hash('sha256', token),
  areEqual,
};
