/**
 * The only kind of principal. A person in the portal, an API key, a one-time link and a background job are
 * each a `Viewer`, and every action needs one. The tenant is mandatory, because a principal without a
 * tenant could read across tenants.
 */

/** Sides of a deal. The viewer's side decides the row scope. */
export const SIDES = ['partner', 'seller', 'operator', 'customer', 'reporting', 'system'] as const;
export type Side = (typeof SIDES)[number];

/** Every role and its side. Roles do not inherit: the rights of a role are one flat list. */
const ROLES = {
  'csp.owner': 'partner',
  'csp.manager': 'partner',
  'csp.rep': 'partner',
  'csp.finance': 'partner',
  'csp.service': 'partner',
  'csp.developer': 'partner',
  'csp.auditor': 'partner',
  'seller.manager': 'seller',
  'seller.reviewer': 'seller',
  'seller.finance': 'seller',
  operator: 'operator',
  service: 'operator',
  buyer: 'customer',
  reporting: 'reporting',
  system: 'system',
} as const satisfies Record<string, Side>;
export type Role = keyof typeof ROLES;

type WordOf<R extends string> = R extends `${infer A}.${infer B}`
  ? `${Uppercase<A>}_${Uppercase<B>}`
  : Uppercase<R>;
/** A role as the API writes it: `csp.owner` is `CSP_OWNER`. */
export type RoleWord = WordOf<Role>;

const all = Object.keys(ROLES) as Role[];
const word = (role: Role): RoleWord => role.replace('.', '_').toUpperCase() as RoleWord;
const byWord = new Map(all.map((role) => [word(role), role]));

export const Role = {
  all,
  sideOf: (role: Role): Side => ROLES[role],
  of: (...sides: Side[]): Role[] => all.filter((role) => sides.includes(ROLES[role])),
  word,
  ofWord: (given: RoleWord): Role => byWord.get(given)!,
};

/** Channel of the viewer. Timelines and the audit show it. */
export type Via = 'PORTAL' | 'API_KEY' | 'LINK' | 'SYSTEM';

export const SCOPES = ['read', 'write', 'schema:read', 'orders:write'] as const;
/** A permitted kind of access of an API key. People, links and jobs hold `read` and `write`. */
export type Scope = (typeof SCOPES)[number];
/** Scopes that permit mutations; each mutation needs one of them. */
export const WRITE_SCOPES: readonly Scope[] = ['write', 'orders:write'];

export interface Viewer {
  readonly via: Via;
  readonly role: Role;
  readonly side: Side;
  /** Id of the organization; for a buyer, of the customer. */
  readonly tenantId: string;
  /** Id of the user, key, link or job that acts. */
  readonly actorId: string;
  /** For a key that replaces others, the id of the first one, for which idempotency keys count. Default: `actorId`. */
  readonly callerId?: string;
  /** Name shown in timelines and in the audit. */
  readonly actorName: string;
  /** Id of a person's membership; null for other viewers. */
  readonly memberId: string | null;
  readonly scopes: readonly Scope[];
  /**
   * Whether the person has recently proven their identity again; for a link viewer, whether its session has proven by a
   * code to act for the customer. Default: false.
   */
  readonly hasFreshProof?: boolean;
  /** For a link viewer: the id of the link's subject. */
  readonly subjectId: string | null;
  /** For a link viewer: the id of its session. */
  readonly sessionId?: string;
}

/** The viewer of the clock and other background work. It sees every row and has no membership. */
export function systemViewer(job: string): Viewer {
  return {
    via: 'SYSTEM',
    role: 'system',
    side: 'system',
    tenantId: SYSTEM_TENANT,
    actorId: SYSTEM_TENANT,
    actorName: job,
    memberId: null,
    scopes: ['read', 'write'],
    subjectId: null,
  };
}

export const SYSTEM_TENANT = '00000000-0000-7000-8000-000000000000';
