export const IN_REVIEW = ['SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW'] as const;

export const ENDED = ['WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'] as const;

export const STATES = [
  'DRAFT',
  ...IN_REVIEW,
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  ...ENDED,
] as const;
