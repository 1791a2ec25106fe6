import { createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type CipherKey, seal, sealMark, unseal } from './cipher.ts';

/**
 * Keys derived from SECRET_KEY. Each purpose has a separate key. During a change of SECRET_KEY, the keys of the previous
 * one still open and verify.
 */
export interface Secrets {
  /** Beginning of the texts that are sealed under the present key. */
  readonly sealMark: string;
  /** Encrypts a text under the key of a purpose such as `totp`. */
  seal(purpose: string, text: string): string;
  /** Decrypts a text of `seal`. Throws if the purpose differs, the key is unknown or the sealed text was changed. */
  unseal(purpose: string, sealed: string): string;
  /** The valid signatures of a text, HMAC-SHA256 in base64url: that of the present key, by which to sign, is the first. */
  signatures(purpose: string, text: string): readonly string[];
}

const KEY_ID_BYTES = 4;

export function secretsFrom(secretKey: string, previous: string | null = null): Secrets {
  const derived = (secret: string, purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'partnergraph', purpose, bytes));
  const secrets = previous === null ? [secretKey] : [secretKey, previous];
  const known = secrets.map((secret) => ({
    id: derived(secret, 'key-id', KEY_ID_BYTES).toString('hex'),
    of: (purpose: string) => derived(secret, purpose, 32),
  }));
  const [present] = known;
  const keys = (purpose: string): CipherKey[] =>
    known.map(({ id, of }) => ({ id, bytes: () => of(purpose) }));
  return {
    sealMark: sealMark(present!),
    seal: (purpose, text) => seal(keys(purpose)[0]!, text),
    unseal: (purpose, sealed) => unseal(keys(purpose), sealed),
    signatures: (purpose, text) =>
      known.map(({ of }) => createHmac('sha256', of(purpose)).update(text).digest('base64url')),
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
