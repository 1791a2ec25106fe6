export const DEMAND_STATES = [
  'DRAFT',
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'AUTO_REJECTED',
  'WITHDRAWN',
  'CONVERTED',
  'CLOSED',
] as const;

export const OFFER_STATES = [
  'MANUAL_REVIEW',
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'UNUSABLE',
  'REVOKED',
] as const;

/** The two lists under one title. */
export const SIBLINGS = [
  { to: '/demands', label: 'ui.nav.demands' },
  { to: '/private-offers', label: 'ui.nav.privateOffers' },
] as const;
