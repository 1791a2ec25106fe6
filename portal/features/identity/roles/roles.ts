export const KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;

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

/** The role with the fewest permissions that a key can have, by kind of organization. */
export const LEAST_ROLE: Readonly<Record<string, string>> = {
  PARTNER: 'csp.developer',
  SELLER: 'seller.finance',
  OPERATOR: 'reporting',
};

/** Additional key roles that only an operator can grant. */
export const PROGRAM_ROLES = ['service', 'reporting'] as const;
export const SCOPES = ['READ', 'WRITE', 'SCHEMA_READ'] as const;
