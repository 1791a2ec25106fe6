import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 'v1';

/** Encrypts a text with AES-256-GCM: `v1.<nonce>.<tag>.<text>`, each part base64url. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [
    VERSION,
    ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
  ].join('.');
}

/** Decrypts a text of `seal`. Throws if the key differs or the sealed text was changed. */
export function unseal(key: Buffer, sealed: string): string {
  const [version, ...parts] = sealed.split('.');
  if (version !== VERSION || parts.length !== 3)
    throw new Error('The sealed text has an unknown version');
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', key, nonce!, { authTagLength: 16 });
  decipher.setAuthTag(tag!);
  return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8');
}
