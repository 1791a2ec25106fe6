import { createHmac, hash } from 'node:crypto';
import type { Credentials } from './credentials.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Values of a query; a value that is undefined or null is absent. */
export type Query = Readonly<Record<string, string | number | null | undefined>>;

export interface UnsignedRequest {
  readonly method: string;
  /** Host with its port, as sent in the header Host. */
  readonly host: string;
  /** Path without query, not encoded. */
  readonly path: string;
  readonly query?: Query;
  /** Further headers to sign, for instance Content-Type. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The path with each segment encoded (RFC 3986). */
export const encodedPath = (path: string): string => path.split('/').map(encoded).join('/');

/** The query with each name and value encoded (RFC 3986), sorted by encoded name, then value. */
export const encodedQuery = (query: Query = {}): string =>
  Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [encoded(name), encoded(String(value))] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** Compares code units: the order of a signature must not depend on a locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * All headers of a request, among them those of its signature SDK-HMAC-SHA256 (domain §6.2). Every header that is
 * given is signed, and so are Host, X-Sdk-Date and X-Domain-Id.
 */
export function signed(
  request: UnsignedRequest,
  credentials: Credentials,
  at: Date,
): Record<string, string> {
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = {
    ...request.headers,
    ...(credentials.domainId ? { 'X-Domain-Id': credentials.domainId } : {}),
    Host: request.host,
    'X-Sdk-Date': date,
  };
  const lines = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => compare(a, b));
  const names = lines.map(([name]) => name).join(';');
  const path = encodedPath(request.path);
  const canonical = [
    request.method,
    path.endsWith('/') ? path : `${path}/`,
    encodedQuery(request.query),
    ...lines.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    hash('sha256', request.body),
  ].join('\n');
  const signature = createHmac('sha256', credentials.secretAccessKey)
    .update([ALGORITHM, date, hash('sha256', canonical)].join('\n'))
    .digest('hex');
  return {
    ...headers,
    Authorization: `${ALGORITHM} Access=${credentials.accessKeyId}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
