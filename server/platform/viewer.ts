/**
 * The one principal of the system. A person in the portal, an API key, a one-time link and a background
 * job are all a `Viewer`; nobody acts without one, and a tenant is mandatory in it (reliability: the
 * leaks of other products came from principals that had no tenant).
 */

/** Which side of a deal the viewer stands on. It decides the row scope. */
export const SIDES = ['partner', 'seller', 'operator', 'customer', 'reporting', 'system'] as const;
export type Side = (typeof SIDES)[number];

/** Every role, with the side it belongs to. There is no inheritance: a role's rights are one flat list. */
export const ROLES = {
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

export const ALL_ROLES = Object.keys(ROLES) as Role[];

/** How the viewer came in; shown in timelines and in the audit. */
export type Via = 'PORTAL' | 'API_KEY' | 'LINK' | 'SYSTEM';

export const SCOPES = ['read', 'write', 'schema:read'] as const;
/** What an API key may do. People, links and jobs hold `read` and `write`. */
export type Scope = (typeof SCOPES)[number];

export interface Viewer {
  readonly via: Via;
  readonly role: Role;
  readonly side: Side;
  /** Organization id; for a buyer the customer's id. */
  readonly tenantId: string;
  /** The user, key, link or job that acts. */
  readonly actorId: string;
  /** Name shown in timelines and in the audit. */
  readonly actorName: string;
  /** The membership a person acts under, else null. */
  readonly memberId: string | null;
  readonly scopes: readonly Scope[];
  /** Whether the person in the portal proved to be themselves a short while ago; absent: no. */
  readonly hasFreshProof?: boolean;
  /** For a link viewer: what the link was made for (the id of its subject). */
  readonly subjectId: string | null;
}

export const rolesOf = (...sides: Side[]): Role[] =>
  ALL_ROLES.filter((role) => sides.includes(ROLES[role]));

/** The viewer under which the clock and other background work act: sees everything, is nobody's member. */
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
