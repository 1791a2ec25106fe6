import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PublicError } from '../errors.ts';

/** An error for a malformed request, with the status of its answer. */
export const malformed = (message: string, status = 400): PublicError =>
  new PublicError(status === 403 ? 'FORBIDDEN' : 'BAD_USER_INPUT', message, { http: { status } });

/**
 * Refuses a request that a page of another site caused, because browsers add cookies to it. Browsers state the
 * site of a request in `sec-fetch-site`; older ones state at least its origin.
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

/** The null character in JSON. PostgreSQL texts cannot contain it. */
const NULL = '\\u0000';

export function checkNoNull(json: string): void {
  if (json.includes(NULL)) throw nullRefused();
}
const nullRefused = (): PublicError => malformed('Text may not hold the null character.');

/** The framework's JSON parser, with the null character refused. An empty body is parsed as `empty`. */
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
