import { defineList } from '../../lib/url-state.ts';

/** What the URL of the partner list may hold. */
export const partnerList = defineList({
  filters: { tier: 'list', status: 'list' },
  sorts: ['CREATED', 'NAME'],
});

export const TIERS = ['SOLUTION_PROVIDER', 'DISTRIBUTOR', 'SUB_DISTRIBUTOR'] as const;
export const STATES = ['ENROLLED', 'CERTIFIED'] as const;
