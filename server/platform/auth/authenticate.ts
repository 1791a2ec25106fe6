import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Database } from '../db/database.ts';
import type { Env } from '../env.ts';
import { unauthenticated } from '../errors.ts';
import type { RequestDeadline } from '../request-deadline.ts';
import type { Viewer } from '../viewer.ts';
import { readSessionCookie } from './cookies.ts';
import { answerOf, OptimisticCredential } from './optimistic-credential.ts';
import type { AuthStores, Check } from './ports.ts';

export interface AuthenticateOptions {
  /** Without noting that the credential was used. A page that only waits for events is idle. */
  readonly quietly?: boolean;
  /** When the question must be answered, where a request is at work on more than that. */
  readonly deadline?: RequestDeadline;
}

export type Authenticate = (
  request: FastifyRequest,
  options?: AuthenticateOptions,
) => Promise<Viewer | null>;

/** Whether the portal asks by itself, while nobody touches the page. */
export const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers['x-partnergraph-background'] !== undefined;

/** Credentials that were good lately, with their viewers. */
const KNOWN = 1_000;

/** Who asks, by API key or by session cookie. */
export class Authenticator {
  readonly #known = new LRUCache<string, Viewer>({ max: KNOWN });

  constructor(
    private readonly stores: Pick<AuthStores, 'keys' | 'sessions'>,
    private readonly db: Pick<Database, 'lookUp' | 'until'>,
    private readonly env: Env,
  ) {}

  /**
   * The viewer of a request; null for nobody and for a session that has ended. A key that is wrong, revoked
   * or expired throws UNAUTHENTICATED: a program must not go on as nobody.
   */
  readonly authenticate: Authenticate = async (request, { quietly = false, deadline } = {}) => {
    const check = this.#check(request, quietly);
    const db = deadline === undefined ? this.db : this.db.until(deadline);
    const viewer = check && (await answerOf(db, check));
    if (viewer) this.#known.set(check.id, viewer);
    else if (request.headers.authorization !== undefined) throw unauthenticated();
    return viewer;
  };

  /** The viewer of the same credential at an earlier request, to be proven by this one; null for a credential not seen before. */
  readonly recall = (
    request: FastifyRequest,
    deadline: RequestDeadline,
  ): OptimisticCredential | null => {
    const check = this.#check(request, false);
    const viewer = check && this.#known.get(check.id);
    return viewer ? new OptimisticCredential(this.db.until(deadline), viewer, check) : null;
  };

  #check(request: FastifyRequest, quietly: boolean): Check<Viewer> | null {
    const { keys, sessions } = this.stores;
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      return key === undefined ? null : keys.check(key);
    }
    const token = readSessionCookie(this.env, request);
    if (token === null) return null;
    const { id, lookUp } = sessions.check(token, quietly || isBackground(request));
    // A session that is good for enrolling only is nobody's anywhere else.
    return {
      id,
      lookUp: (found) =>
        lookUp((session) => found(session && !session.mustEnroll ? session.viewer : null)),
    };
  }
}
