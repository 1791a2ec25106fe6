import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PublicError } from '../errors.ts';

/** An error for a request of the wrong form; always answered with this status. */
export const malformed = (message: string, status = 400): PublicError =>
  new PublicError(status === 403 ? 'FORBIDDEN' : 'BAD_USER_INPUT', message, { http: { status } });

/**
 * Refuses a request that another site's page made a browser send: cookies travel with those, API keys
 * do not. Browsers say where a request comes from; older ones say at least its origin.
 */
export function checkSameOrigin({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const same =
    site === undefined ? sameHost(headers.origin, host) : site === 'same-origin' || site === 'none';
  if (!same) throw malformed('Requests from other sites are refused.', 403);
}

function sameHost(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The null character in JSON, which no database text may hold. */
const NULL = '\\u0000';

/** Refuses JSON text that holds the null character. */
export function checkNoNull(json: string): void {
  if (json.includes(NULL)) throw nullRefused();
}
const nullRefused = (): PublicError => malformed('Text may not hold the null character.');

/** JSON as the framework reads it, but without the null character; no body at all is `empty`. */
export function jsonParser(scope: FastifyInstance, empty?: object) {
  const parse = scope.getDefaultJsonParser('error', 'error');
  return (
    request: FastifyRequest,
    body: string,
    done: (error: Error | null, value?: unknown) => void,
  ): void => {
    if (body === '' && empty) done(null, empty);
    else if (body.includes(NULL)) done(nullRefused());
    else parse(request, body, done);
  };
}

/** Refuses a body in any encoding but UTF-8 (415). */
export function checkCharset(contentType: string | undefined): void {
  const charset = /charset\s*=\s*"?([^\s;"]*)/i.exec(contentType ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw malformed('The body must be UTF-8.', 415);
}
