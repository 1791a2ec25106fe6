import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** Signature of a notification (domain §6.3). */
export type NotificationVersion = 'V1' | 'V2' | 'KIT';

export interface Notification {
  readonly version: NotificationVersion;
  /** Address of the receiver, without a query. */
  readonly url: string;
  readonly accessKey: string;
  /** Fields of the query (V1), or of the JSON body. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Instant of the signature. */
  readonly at: Date;
  /** Random by default; V1 has none. */
  readonly nonce?: string;
  /** Timestamp as sent, in place of `at` in milliseconds (V2, KIT). */
  readonly timestamp?: string;
  /** Exact body in place of the JSON of `fields` (V2, KIT). */
  readonly body?: string | Buffer;
}

/** A signed request, which a test may change before it sends it. */
export interface SignedNotification {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface NotificationAnswer {
  readonly status: number;
  readonly body: string;
  /** `resultCode` of a JSON body; null without one. */
  readonly resultCode: string | null;
  /** Whether the header Body-Sign is there and signs the body with the access key. */
  readonly isSigned: boolean;
  readonly ms: number;
}

const hmac = (key: string, message: string | Buffer): Buffer =>
  createHmac('sha256', key).update(message).digest();

/** Signs a notification as KooGallery does. */
export function signNotification(notification: Notification): SignedNotification {
  const { version, url, accessKey, fields, at } = notification;
  if (version === 'V1') {
    const timeStamp = at.toISOString().replace(/[-:TZ.]/g, '');
    const all: Record<string, string> = { timeStamp };
    for (const [name, value] of Object.entries(fields)) all[name] = String(value);
    const names = Object.keys(all).sort();
    const message = names.map((name) => `${name}=${all[name]}`).join('&');
    const authToken = hmac(accessKey + timeStamp, message).toString('base64');
    const query = new URLSearchParams({ ...all, authToken });
    return { method: 'GET', url: `${url}?${query}`, headers: {}, body: null };
  }
  const { body: given = JSON.stringify(fields) } = notification;
  const body = Buffer.isBuffer(given) ? given : Buffer.from(given);
  const timestamp = notification.timestamp ?? String(at.getTime());
  const nonce = notification.nonce ?? randomBytes(16).toString('hex');
  const head = `${accessKey}${nonce}${timestamp}`;
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  if (version === 'KIT') {
    const sign = hmac(accessKey, Buffer.concat([Buffer.from(head), body])).toString('hex');
    const signs = { 'x-sign': sign, 'x-timestamp': timestamp, 'x-nonce': nonce };
    return { method: 'POST', url, headers: { ...headers, ...signs }, body };
  }
  const inner = hmac(accessKey, body).toString('hex');
  const signature = hmac(accessKey, head + inner)
    .toString('hex')
    .toUpperCase();
  const query = new URLSearchParams({ signature, timestamp, nonce });
  return { method: 'POST', url: `${url}?${query}`, headers, body };
}

const PATIENCE_MS = 5_000;

/** Sends a signed request and checks the Body-Sign of the answer. Fails without an answer within 5 seconds. */
export async function sendNotification(
  { method, url, headers, body }: SignedNotification,
  accessKey: string,
): Promise<NotificationAnswer> {
  const began = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    body: body && new Uint8Array(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  const sign = hmac(accessKey, text).toString('base64');
  return {
    status: response.status,
    body: text,
    resultCode: resultCodeOf(text),
    isSigned: response.headers.get('body-sign') === `sign_type="HMAC-SHA256", signature="${sign}"`,
    ms: performance.now() - began,
  };
}

function resultCodeOf(text: string): string | null {
  try {
    return (JSON.parse(text) as { resultCode?: string }).resultCode ?? null;
  } catch {
    return null;
  }
}

const sha1 = (data: Buffer): Buffer => createHash('sha1').update(data).digest();

/** First two blocks of Java's SHA1PRNG seeded with the bytes of a key. */
function javaRandom(seed: string): Buffer {
  const state = sha1(Buffer.from(seed));
  const first = sha1(state);
  let carry = 1;
  for (let i = 0; i < state.length; i++) {
    const sum = state.readInt8(i) + first.readInt8(i) + carry;
    state[i] = sum & 0xff;
    carry = sum >> 8;
  }
  return Buffer.concat([first, sha1(state)]);
}

/** Encrypts a field of a V1 notification: the initialization vector, then base64. */
export function encryptField(
  accessKey: string,
  text: string,
  bits: 128 | 256,
  iv = randomBytes(8).toString('hex'),
): string {
  const key = javaRandom(accessKey).subarray(0, bits / 8);
  const cipher = createCipheriv(`aes-${bits}-cbc`, key, iv);
  return iv + Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}
