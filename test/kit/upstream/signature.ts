import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived, with the path and query still encoded. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why a signature is refused; null if it is right. */
export type Refusal = string | null;

const ALGORITHM = 'SDK-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;

/** Parts of the header Authorization; null without the header and for another scheme. */
export function authorizationOf(
  headers: IncomingHttpHeaders,
): { readonly access: string; readonly signed: string[]; readonly signature: string } | null {
  const match =
    /^SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  return match ? { access: match[1]!, signed: match[2]!.split(';'), signature: match[3]! } : null;
}

/** Instant of signing in milliseconds, in whole seconds; null if it is missing or malformed. */
export const signedInstant = (headers: IncomingHttpHeaders): number | null =>
  instantOf(String(headers['x-sdk-date'] ?? ''));

/** Checks the signature SDK-HMAC-SHA256 of a request against a secret, at an instant in milliseconds. */
export function checkSignature(request: SignedRequest, secret: string, now: number): Refusal {
  const authorization = authorizationOf(request.headers);
  if (!authorization) return 'Authorization is missing or malformed';
  const { signed, signature } = authorization;
  const date = String(request.headers['x-sdk-date'] ?? '');
  const at = signedInstant(request.headers);
  if (at === null) return 'X-Sdk-Date is missing or malformed';
  if (Math.abs(now - at) > MAX_SKEW_MS) return 'X-Sdk-Date is more than 15 minutes off';
  if (!signed.includes('x-sdk-date')) return 'X-Sdk-Date is not signed';
  if (request.headers['x-domain-id'] !== undefined && !signed.includes('x-domain-id'))
    return 'X-Domain-Id is not signed';
  if (signed.some((name) => request.headers[name] === undefined))
    return 'A signed header is absent';
  const text = [ALGORITHM, date, sha256(canonicalRequest(request, signed))].join('\n');
  const expected = createHmac('sha256', secret).update(text).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
    ? null
    : 'verify aksk signature fail';
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, signed: string[]): string {
  const [path = '', query = ''] = url.split('?');
  const segments = path.split('/').map((segment) => encode(decodeURIComponent(segment)));
  const uri = segments.join('/');
  const names = [...signed].sort();
  return [
    method,
    uri.endsWith('/') ? uri : `${uri}/`,
    canonicalQuery(query),
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names.join(';'),
    headers['x-sdk-content-sha256'] ?? sha256(body),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((pair) => {
      const [name = '', value = ''] = pair
        .split('=')
        .map((part) => encode(decodeURIComponent(part)));
      return [name, value] as const;
    })
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: everything but the unreserved characters is encoded. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

function instantOf(date: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
