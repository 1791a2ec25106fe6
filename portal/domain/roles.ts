import type { Role } from '../gql/graphql.ts';

export const KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;

export const ROLES: Readonly<Record<string, readonly Role[]>> = {
  PARTNER: [
    'CSP_OWNER',
    'CSP_MANAGER',
    'CSP_REP',
    'CSP_FINANCE',
    'CSP_SERVICE',
    'CSP_DEVELOPER',
    'CSP_AUDITOR',
  ],
  SELLER: ['SELLER_MANAGER', 'SELLER_REVIEWER', 'SELLER_FINANCE'],
  OPERATOR: ['OPERATOR'],
};

/** The role with the fewest permissions that a key can have, by kind of organization. */
export const LEAST_ROLE: Readonly<Record<string, Role>> = {
  PARTNER: 'CSP_DEVELOPER',
  SELLER: 'SELLER_FINANCE',
  OPERATOR: 'REPORTING',
};

/** Additional key roles that only an operator can grant. */
export const PROGRAM_ROLES = ['SERVICE', 'REPORTING'] as const;
export const SCOPES = ['READ', 'WRITE', 'SCHEMA_READ'] as const;
