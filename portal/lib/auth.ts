import { presence } from './activity.ts';
import { setServerTime } from './clock.ts';
import { fetchAwaited } from './connection.ts';

export type OrgKind = 'PARTNER' | 'SELLER' | 'OPERATOR';

/** A signed-in person acting for one organization, or a buyer who came by a one-time link. */
export interface Session {
  user: { id: string; name: string; mail: string; totp: boolean };
  member: { id: string; role: string };
  org: { id: string; name: string; kind: OrgKind | 'BUYER' };
  orgs: { memberId: string; orgId: string; orgName: string; role: string }[];
  /** Names of the types that the role may list and of the mutations that it may call. */
  may: readonly string[];
  /** Of the others, those that no role of the organization may call, with the code of the reason. */
  mayNot: Readonly<Record<string, string>>;
  /** The role needs two-step sign-in, which is off: until then the session is good for turning it on only. */
  mustEnroll: boolean;
  demo: boolean;
  /** When the session ends unless somebody uses it meanwhile; half a day after signing in it ends in any case. */
  expiresAt: string;
  /** Set when the person entered by a one-time link: only this customer, only what the link is for. */
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
  oidc: boolean;
  /** The cookie would be dropped here, because the page came over plain http from another host than localhost. */
  insecureCookieProblem: boolean;
}

/** A one-time link is used up; one of a record is not yet good, or was taken back with it. */
export type LinkState = 'OK' | 'EXPIRED' | 'USED' | 'UNKNOWN' | 'NOT_YET' | 'REVOKED';

/** A refusal with its code: INVALID_CREDENTIALS, TOTP_REQUIRED, TOTP_INVALID, LOCKED, … or NETWORK. */
export class AuthError extends Error {
  readonly code: string;
  /** Seconds until another try makes sense, with LOCKED. */
  readonly retryAfterSeconds: number | null;

  constructor(code: string, retryAfterSeconds: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** One request to the server beside the API. Throws AuthError with the code of the answer. */
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

/** A buyer has no account; the pages find the customer where they find the person of other sessions. */
function asSession(answer: Answer): Session | null {
  if (!answer.authenticated) return null;
  const { link } = answer;
  if (!link) return answer as Session;
  const buyer = { id: link.customerId, name: link.customerName ?? '' };
  return {
    ...(answer as Session),
    user: { ...buyer, mail: '', totp: false },
    member: { id: link.customerId, role: 'buyer' },
    org: { ...buyer, kind: 'BUYER' },
  };
}

async function enter(path: string, body: unknown): Promise<Session> {
  const session = asSession(await callServer<Answer>(path, body));
  if (!session) throw new AuthError('INTERNAL');
  return session;
}

/** The present session, or null when nobody is signed in. Also sets the portal's clock. */
export async function readSession(): Promise<Session | null> {
  const session = asSession(await callServer<Answer>('/auth/session'));
  if (session) await alignClock(session);
  return session;
}

/** Sets the portal's clock by the demo's, which an operator may have moved. */
async function alignClock({ demo }: Session): Promise<void> {
  if (!demo) return;
  const clock = await callServer<{ now: string }>('/demo/clock').catch(() => null);
  if (clock) setServerTime(clock.now);
}

export const readAuthConfig = () => callServer<AuthConfig>('/auth/config');
export const signIn = (input: { mail: string; password: string; totp?: string }) =>
  enter('/auth/sign-in', input);
export const demoSignIn = (mail: string) => enter('/auth/demo-sign-in', { mail });
export const signOut = () => callServer<unknown>('/auth/sign-out', {});
export const switchMember = (memberId: string) => enter('/auth/switch', { memberId });
/** Has a link for a new password mailed, if the address has an account; the answer does not say. */
export const forgotPassword = (mail: string) =>
  callServer<unknown>('/auth/forgot-password', { mail });

/** Proves once more who is signed in: by password, by code once two-step sign-in is on, by a click in the demo. */
export const prove = (proof: { password?: string; code?: string }) =>
  callServer<unknown>('/auth/prove', proof);
export const setPassword = (input: { token: string; password: string }) =>
  callServer<unknown>('/auth/set-password', input);

/** What a one-time link is for; reading it burns nothing. */
export const readLink = (token: string) =>
  callServer<{ state: LinkState; purpose: string | null }>(
    `/auth/link/${encodeURIComponent(token)}`,
  );

/** Opens the session of a link and sets the portal's clock. The link itself is used up by the step it was made for. */
export async function openLink(token: string): Promise<Session> {
  const session = await enter(`/auth/link/${encodeURIComponent(token)}`, {});
  await alignClock(session);
  return session;
}
