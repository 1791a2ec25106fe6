import { canonical } from '../../../platform/command/audit.ts';
import { tokens } from '../../../platform/secrets.ts';
import { hmac } from './hmac.ts';

/** Values that a V2 or kit request signs with its body, as received. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** Returns the signature of V2 and of order notifications, lower-case hex. */
export const v2Signature = (
  accessKey: string,
  { timestamp, nonce }: Pick<Signed, 'timestamp' | 'nonce'>,
  body: string | Buffer,
): string =>
  hmac(accessKey, `${accessKey}${nonce}${timestamp}${hmac(accessKey, body, 'hex')}`, 'hex');

/** Returns the signature of kit requests, lower-case hex: the body itself takes the place of its hash. */
export const kitSignature = (
  accessKey: string,
  { timestamp, nonce }: Pick<Signed, 'timestamp' | 'nonce'>,
  body: Buffer,
): string =>
  hmac(accessKey, Buffer.concat([Buffer.from(`${accessKey}${nonce}${timestamp}`), body]), 'hex');

/**
 * Whether a V2 request is signed by the access key. The bytes of the body count; if they do not fit, its JSON with
 * sorted keys, because some pages ask the sender to sort its parameters.
 */
export function isV2Authentic(accessKey: string, signed: Signed, body: Buffer): boolean {
  const fits = (text: string | Buffer): boolean =>
    tokens.areEqual(signed.signature.toLowerCase(), v2Signature(accessKey, signed, text));
  if (fits(body)) return true;
  const sorted = sortedJson(body);
  return sorted !== null && fits(sorted);
}

/** Whether a kit request is signed by the access key. */
export const isKitAuthentic = (accessKey: string, signed: Signed, body: Buffer): boolean =>
  tokens.areEqual(signed.signature.toLowerCase(), kitSignature(accessKey, signed, body));

function sortedJson(body: Buffer): string | null {
  try {
    return canonical(JSON.parse(body.toString()));
  } catch {
    return null;
  }
}
