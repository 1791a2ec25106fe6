import type { FastifyRequest } from 'fastify';
import type { Env } from '../env.ts';
import { unauthenticated } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { readSessionCookie } from './cookies.ts';
import type { AuthStores } from './ports.ts';

/** `quietly`: without noting that the credential was used. A page that only waits for events is idle. */
export type Authenticate = (
  request: FastifyRequest,
  options?: { readonly quietly: boolean },
) => Promise<Viewer | null>;

/** Whether the portal asks by itself, while nobody touches the page. */
export const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers['x-partnergraph-background'] !== undefined;

/**
 * The viewer of a request, by API key or by session cookie; null for nobody and for a session that has
 * ended. A key that is wrong, revoked or expired throws UNAUTHENTICATED: a program must not go on as nobody.
 */
export function authenticator(
  { keys, sessions }: Pick<AuthStores, 'keys' | 'sessions'>,
  env: Env,
): Authenticate {
  return async (request, { quietly } = { quietly: false }) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      const viewer = key === undefined ? null : await keys.viewerOf(key);
      if (!viewer) throw unauthenticated();
      return viewer;
    }
    const token = readSessionCookie(env, request);
    const unnoted = quietly || isBackground(request);
    return token === null ? null : ((await sessions.find(token, unnoted))?.viewer ?? null);
  };
}
