import { presence } from './activity.ts';
import { setServerTime } from './clock.ts';
import { fetchAwaited } from './connection.ts';

export type OrgKind = 'PARTNER' | 'SELLER' | 'OPERATOR';

/** A signed-in person acting for one organization, or a buyer who opened a one-time link. */
export interface Session {
  user: { id: string; name: string; mail: string; totp: boolean };
  member: { id: string; role: string };
  org: { id: string; name: string; kind: OrgKind | 'BUYER' };
  orgs: { memberId: string; orgId: string; orgName: string; role: string }[];
  /** Types that the role may list and mutations that it may call. */
  may: readonly string[];
  /** Mutations that no role of the organization may call, with the reason code. */
  mayNot: Readonly<Record<string, string>>;
  /** Whether the role can act before some deadline expires. */
  acts: boolean;
  /** True when the role requires two-step sign-in and it is off: the session can only turn it on. */
  mustEnroll: boolean;
  demo: boolean;
  /** Time of the demo's clock, which an operator may have moved. */
  now?: string;
  /** Expiry of the session; each request extends it, up to half a day after sign-in. */
  expiresAt: string;
  /** Set for a session opened by a one-time link: the customer and the purpose to which it is limited. */
  link?: {
    customerId: string;
    customerName?: string;
    purpose: string;
    subjectId?: string;
    expiresAt: string;
  };
}

export interface DemoAccount {
  mail: string;
  name: string;
  org: string;
  orgKind: OrgKind;
  role: string;
}

export interface AuthConfig {
  demo: boolean;
  accounts: DemoAccount[];
  /** True when the browser would drop the cookie: plain http on a host other than localhost. */
  insecureCookieProblem: boolean;
}

/** State of a one-time link; NOT_YET and REVOKED occur for links to a record. */
export type LinkState = 'OK' | 'EXPIRED' | 'USED' | 'UNKNOWN' | 'NOT_YET' | 'REVOKED';

/** A refusal with its code: INVALID_CREDENTIALS, TOTP_REQUIRED, TOTP_INVALID, LOCKED, … or NETWORK. */
export class AuthError extends Error {
  readonly code: string;
  /** Seconds until the next attempt is allowed, with LOCKED. */
  readonly retryAfterSeconds: number | null;

  constructor(code: string, retryAfterSeconds: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Sends one request outside the GraphQL API. Throws AuthError with the server's code. */
export async function callServer<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = {
    credentials: 'same-origin',
    headers: { 'x-partnergraph': '1', ...presence() },
  };
  if (body !== undefined) {
    init.method = 'POST';
    init.headers = { ...init.headers, 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetchAwaited(path, init).catch(() => {
    throw new AuthError('NETWORK');
  });
  const answer = (await response.json().catch(() => ({}))) as T & {
    code?: string;
    retryAfterSeconds?: number;
  };
  if (!response.ok)
    throw new AuthError(answer.code ?? 'INTERNAL', answer.retryAfterSeconds ?? null);
  return answer;
}

type Answer = Partial<Session> & { authenticated: boolean };

/**
 * The session of an answer; also sets the portal's clock. A buyer has no account; pages read the customer from the same
 * fields as a member.
 */
function asSession(answer: Answer): Session | null {
  if (!answer.authenticated) return null;
  if (answer.now) setServerTime(answer.now);
  const { link } = answer;
  if (!link) return answer as Session;
  const buyer = { id: link.customerId, name: link.customerName ?? '' };
  return {
    ...(answer as Session),
    user: { ...buyer, mail: '', totp: false },
    member: { id: link.customerId, role: 'BUYER' },
    org: { ...buyer, kind: 'BUYER' },
  };
}

async function enter(path: string, body: unknown): Promise<Session> {
  const session = asSession(await callServer<Answer>(path, body));
  if (!session) throw new AuthError('INTERNAL');
  return session;
}

/** The present session, or null without one. Also sets the portal's clock. */
export const readSession = async (): Promise<Session | null> =>
  asSession(await callServer<Answer>('/auth/session'));

export const readAuthConfig = () => callServer<AuthConfig>('/auth/config');
export const signIn = (input: { mail: string; password: string; totp?: string }) =>
  enter('/auth/sign-in', input);
export const demoSignIn = (mail: string) => enter('/auth/demo-sign-in', { mail });
export const signOut = () => callServer<unknown>('/auth/sign-out', {});
export const switchMember = (memberId: string) => enter('/auth/switch', { memberId });
/** Requests a password link by mail. The answer does not reveal whether the address has an account. */
export const forgotPassword = (mail: string) =>
  callServer<unknown>('/auth/forgot-password', { mail });

/** Proves the identity again: by password, by code with two-step sign-in, by a click in the demo. */
export const prove = (proof: { password?: string; code?: string }) =>
  callServer<unknown>('/auth/prove', proof);
export const setPassword = (input: { token: string; password: string }) =>
  callServer<unknown>('/auth/set-password', input);

/** The purpose of a one-time link; reading it does not use it up. */
export const readLink = (token: string) =>
  callServer<{ state: LinkState; purpose: string | null }>(
    `/auth/link/${encodeURIComponent(token)}`,
  );

/** Opens the session of a link. The step that the link is for uses it up. */
export const openLink = (token: string) => enter(`/auth/link/${encodeURIComponent(token)}`, {});
