import { defineList } from '../../lib/url-state.ts';

const filters = {
  status: 'list',
  level: 'list',
  ends: 'period',
  customer: 'text',
  product: 'text',
} as const;

/** What the URL of the list of CSP authorizations may hold. */
export const cspList = defineList({ filters, sorts: ['CREATED', 'ENDING'] });

/** What the URL of the list of joint-sales authorizations may hold. */
export const jointList = defineList({ filters, sorts: ['CREATED', 'ENDING'] });

export type AuthorizationFilters = typeof filters;

export const LEVELS = ['PRODUCT', 'PARTNER', 'CUSTOMER'] as const;
/** States in the order of an authorization's life. */
export const CSP_STATES = ['SCHEDULED', 'ACTIVE', 'EXPIRED', 'REVOKED'] as const;
export const JOINT_STATES = ['REQUESTED', ...CSP_STATES, 'REFUSED', 'WITHDRAWN', 'LAPSED'] as const;
/** Within how many days an end is near enough to renew. */
export const ENDING_DAYS = 30;
