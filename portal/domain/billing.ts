/** Billing statuses of an order line. */
export const BILLING_STATUSES = ['PENDING', 'ISSUED', 'NOT_APPLICABLE'] as const;

/** Reasons why a line is not billed that somebody can end, in the order in which they are checked. */
export const BLOCKED = [
  'NO_SHARE_AGREED',
  'NOT_EFFECTIVE',
  'SUPERVISION_OPEN',
  'UNPAID_CREDIT',
  'NOT_CERTIFIED',
  'ORIGINAL_NOT_BILLED',
  'BELOW_THRESHOLD',
  'PARKED',
] as const;

/** All reasons; the others end with the next bill run, or never. */
export const BLOCKERS = [...BLOCKED, 'RUN_DAY_NOT_REACHED', 'RUN_LATE', 'REFUNDED'] as const;
