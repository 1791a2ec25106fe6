import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The form of sealed texts. `v1` had no id of the key. */
const VERSION = 'v2';
const WITHOUT_KEY_ID = 'v1';

/** A key with the id by which its texts name it. */
export interface CipherKey {
  readonly id: string;
  bytes(): Buffer;
}

/** Beginning of every text that is sealed under a key. */
export const sealMark = ({ id }: Pick<CipherKey, 'id'>): string => `${VERSION}.${id}.`;

/** Encrypts a text with AES-256-GCM: `v2.<key>.<nonce>.<tag>.<text>`, each of the last three base64url. */
export function seal(key: CipherKey, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes(), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
  return sealMark(key) + parts.join('.');
}

/** Decrypts a text of `seal` with the key that it names. Throws if that one is not given or the text was changed. */
export function unseal(keys: readonly CipherKey[], sealed: string): string {
  const [version, ...parts] = sealed.split('.');
  if (version === WITHOUT_KEY_ID && parts.length === 3) return openWithAny(keys, parts);
  if (version !== VERSION || parts.length !== 4)
    throw new Error('The sealed text has an unknown version');
  const [id, ...rest] = parts;
  const key = keys.find((one) => one.id === id);
  if (!key) throw new Error(`The text is sealed under the key ${id}, which is not configured`);
  return open(key, rest);
}

function openWithAny([key, ...others]: readonly CipherKey[], parts: readonly string[]): string {
  try {
    return open(key!, parts);
  } catch (error) {
    if (others.length === 0) throw error;
    return openWithAny(others, parts);
  }
}

function open(key: CipherKey, parts: readonly string[]): string {
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', key.bytes(), nonce!, { authTagLength: 16 });
  decipher.setAuthTag(tag!);
  return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8');
}
