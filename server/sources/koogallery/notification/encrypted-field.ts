import { createDecipheriv, createHash } from 'node:crypto';

/** `encryptType` of V1: key length in bits. */
export const KEY_BITS = { '1': 256, '2': 128 } as const;
export type EncryptType = keyof typeof KEY_BITS;

export const isEncryptType = (text: string | undefined): text is EncryptType =>
  text === '1' || text === '2';

const IV_CHARACTERS = 16;

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();

/**
 * Returns the AES key that KooGallery derives from an access key: the first bytes of Java's generator SHA1PRNG, seeded
 * with it. Java adds signed bytes with an arithmetic carry, from the first byte on.
 */
export function aesKey(accessKey: string, bits: 128 | 256): Buffer {
  let state = sha1(Buffer.from(accessKey));
  const blocks: Buffer[] = [];
  for (let length = 0; length < bits / 8; length += state.length) {
    const block = sha1(state);
    blocks.push(block);
    state = nextState(state, block);
  }
  return Buffer.concat(blocks).subarray(0, bits / 8);
}

function nextState(state: Buffer, block: Buffer): Buffer {
  const next = Buffer.alloc(state.length);
  let carry = 1;
  for (const [i] of state.entries()) {
    const sum = state.readInt8(i) + block.readInt8(i) + carry;
    next[i] = sum & 0xff;
    carry = sum >> 8;
  }
  if (next.equals(state)) next[0] = (next[0]! + 1) & 0xff;
  return next;
}

/**
 * Decrypts a field of V1 (userName, password, mobilePhone, email): 16 characters of IV, then base64 of AES-CBC with
 * PKCS5 padding. Returns null for text that is no such field, or whose plaintext is not UTF-8.
 */
export function decryptField(accessKey: string, text: string, type: EncryptType): string | null {
  const bits = KEY_BITS[type];
  const iv = Buffer.from(text.slice(0, IV_CHARACTERS));
  const sealed = text.slice(IV_CHARACTERS);
  if (iv.length !== IV_CHARACTERS || !/^[A-Za-z\d+/]+={0,2}$/.test(sealed)) return null;
  try {
    const decipher = createDecipheriv(`aes-${bits}-cbc`, aesKey(accessKey, bits), iv);
    const plain = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return null;
  }
}

/** Text of the length and alphabet of an encrypted field. */
const SEALED = /^[^@]{16}(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{3}=|[A-Za-z\d+/]{2}==)?$/;

/**
 * Reads a field that V1 may encrypt. Short text and mail addresses are plain. Without a type, both are tried: a seller
 * chooses it at the marketplace. Returns null for an encrypted text that the key does not open.
 */
export function readField(accessKey: string, text: string, type?: EncryptType): string | null {
  if (!SEALED.test(text) || Buffer.from(text.slice(IV_CHARACTERS), 'base64').length % 16 !== 0)
    return text;
  for (const each of type ? [type] : (['1', '2'] as const)) {
    const plain = decryptField(accessKey, text, each);
    if (plain !== null) return plain;
  }
  return null;
}
