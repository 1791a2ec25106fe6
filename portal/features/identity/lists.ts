import { defineList } from '../../lib/url-state.ts';

export const organizationList = defineList({
  filters: { kind: 'list', status: 'list' },
  sorts: ['CREATED', 'NAME'],
});

export const memberList = defineList({
  filters: { status: 'list' },
  sorts: ['NAME', 'CREATED'],
  defaultSort: { id: 'NAME', direction: 'asc' },
});

export const invitationList = defineList({ filters: { status: 'list' } });

export const keyList = defineList({ filters: {} });

export const KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;
export const STATES = ['ACTIVE', 'SUSPENDED'] as const;
export const INVITATION_STATES = ['PENDING', 'ACCEPTED', 'EXPIRED', 'REVOKED'] as const;

/** Roles that people of each kind of organization may have. */
export const ROLES: Readonly<Record<string, readonly string[]>> = {
  PARTNER: [
    'csp.owner',
    'csp.manager',
    'csp.rep',
    'csp.finance',
    'csp.service',
    'csp.developer',
    'csp.auditor',
  ],
  SELLER: ['seller.manager', 'seller.reviewer', 'seller.finance'],
  OPERATOR: ['operator'],
};

/** Roles of programs that an operator may issue keys for, beside its own. */
export const PROGRAM_ROLES = ['service', 'reporting'] as const;
export const SCOPES = ['READ', 'WRITE', 'SCHEMA_READ'] as const;
