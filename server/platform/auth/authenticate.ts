import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Database } from '../db/database.ts';
import type { Env } from '../env.ts';
import { PublicError } from '../errors.ts';
import type { RequestDeadline } from '../request-deadline.ts';
import type { Viewer } from '../viewer.ts';
import { readSessionCookie } from './cookies.ts';
import { answerOf, OptimisticCredential } from './optimistic-credential.ts';
import type { AuthStores, Check } from './ports.ts';

export interface AuthenticateOptions {
  /** Whether to skip recording the use of the credential: a page that only waits for events is idle. */
  readonly quietly?: boolean;
  /** Deadline of the look-up, if it is part of a longer request. */
  readonly deadline?: RequestDeadline;
}

export type Authenticate = (
  request: FastifyRequest,
  options?: AuthenticateOptions,
) => Promise<Viewer | null>;

/** Whether the portal sent the request without an action of its user. */
export const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers['x-partnergraph-background'] !== undefined;

/** Largest number of recently valid credentials that are kept with their viewers. */
const KNOWN = 1_000;

/** Finds the viewer of a request by its API key or session cookie. */
export class Authenticator {
  readonly #known = new LRUCache<string, Viewer>({ max: KNOWN });

  constructor(
    private readonly stores: Pick<AuthStores, 'keys' | 'sessions'>,
    private readonly db: Pick<Database, 'lookUp' | 'until'>,
    private readonly env: Env,
  ) {}

  /**
   * The viewer of a request; null without a credential or with an ended session. Throws UNAUTHENTICATED for a
   * wrong, revoked or expired key, so that a program does not continue without a viewer.
   */
  readonly authenticate: Authenticate = async (request, { quietly = false, deadline } = {}) => {
    const check = this.#check(request, quietly);
    const db = deadline === undefined ? this.db : this.db.until(deadline);
    const viewer = check && (await answerOf(db, check));
    if (viewer) this.#known.set(check.id, viewer);
    else if (request.headers.authorization !== undefined) throw PublicError.unauthenticated();
    return viewer;
  };

  /**
   * The credential's viewer at an earlier request, which this request must still prove. Null for an unknown
   * credential.
   */
  readonly recall = (
    request: FastifyRequest,
    deadline: RequestDeadline,
  ): OptimisticCredential | null => {
    const check = this.#check(request, false);
    const viewer = check && this.#known.get(check.id);
    return viewer ? new OptimisticCredential(this.db, viewer, check, deadline) : null;
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
    // A session that may only enroll a second factor has no viewer.
    return {
      id,
      lookUp: (found) =>
        lookUp((session) => found(session && !session.mustEnroll ? session.viewer : null)),
    };
  }
}
