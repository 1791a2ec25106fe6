import { setServerTime } from './clock.ts';

export type OrgKind = 'PARTNER' | 'SELLER' | 'OPERATOR';

/** A signed-in person acting for one organization, or a buyer who came by a one-time link. */
export interface Session {
  user: { id: string; name: string; mail: string };
  member: { id: string; role: string; roleLabel: string };
  org: { id: string; name: string; kind: OrgKind };
  orgs: { memberId: string; orgId: string; orgName: string; role: string }[];
  demo: boolean;
  /** Set when the person entered by a one-time link: only this customer, only until then. */
  link?: { customerId: string; purpose: string; expiresAt: string } | null;
  totpRequired?: boolean;
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

export type LinkState = 'OK' | 'EXPIRED' | 'USED' | 'UNKNOWN';

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

async function call<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { credentials: 'same-origin', headers: { 'x-partnergraph': '1' } };
  if (body !== undefined) {
    init.method = 'POST';
    init.headers = { 'content-type': 'application/json', 'x-partnergraph': '1' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch(() => {
    throw new AuthError('NETWORK');
  });
  setServerTime(response.headers.get('x-partnergraph-now') ?? response.headers.get('date'));
  const answer = (await response.json().catch(() => ({}))) as T & {
    code?: string;
    retryAfterSeconds?: number;
  };
  if (!response.ok)
    throw new AuthError(answer.code ?? 'INTERNAL', answer.retryAfterSeconds ?? null);
  return answer;
}

/** The present session, or null when nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  const answer = await call<Session & { authenticated: boolean }>('/auth/session');
  return answer.authenticated ? answer : null;
}

export const readAuthConfig = () => call<AuthConfig>('/auth/config');
export const signIn = (input: { mail: string; password: string; totp?: string }) =>
  call<Session>('/auth/sign-in', input);
export const demoSignIn = (mail: string) => call<Session>('/auth/demo-sign-in', { mail });
export const signOut = () => call<unknown>('/auth/sign-out', {});
export const switchMember = (memberId: string) => call<Session>('/auth/switch', { memberId });
export const setPassword = (input: { token: string; password: string }) =>
  call<unknown>('/auth/set-password', input);

/** What a one-time link is for; reading it burns nothing. */
export const readLink = (token: string) =>
  call<{ state: LinkState; purpose: string }>(`/auth/link/${encodeURIComponent(token)}`);

/** Uses the link up and opens its session. */
export const confirmLink = (token: string) =>
  call<Session>(`/auth/link/${encodeURIComponent(token)}`, {});
