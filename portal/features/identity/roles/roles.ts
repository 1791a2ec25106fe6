/** Kinds of organization that people work in. */
export const KINDS = ['PARTNER', 'SELLER', 'OPERATOR'] as const;

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

/** The role with the fewest rights that a key of each kind of organization may have. */
export const LEAST_ROLE: Readonly<Record<string, string>> = {
  PARTNER: 'csp.developer',
  SELLER: 'seller.finance',
  OPERATOR: 'reporting',
};

/** Roles of programs that an operator may issue keys for, beside its own. */
export const PROGRAM_ROLES = ['service', 'reporting'] as const;
export const SCOPES = ['READ', 'WRITE', 'SCHEMA_READ'] as const;
