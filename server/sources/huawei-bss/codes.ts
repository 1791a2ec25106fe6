/** Numeric codes of BSS in our words (domain §4.5, §6.2). */

export const BINDING_TYPES = { 1: 'ADVISORY', 2: 'AGENCY' } as const;

/** Older answers use code 3 for a failed verification. */
export const VERIFIED_STATES = {
  '-1': 'NONE',
  0: 'IN_REVIEW',
  1: 'FAILED',
  2: 'VERIFIED',
  3: 'FAILED',
} as const;

export const CUSTOMER_TYPES = { '-1': 'NONE', 0: 'PERSON', 1: 'COMPANY' } as const;

export const FROZEN = { 0: 'NO', 1: 'YES', 2: 'YES' } as const;

export const CUSTOMER_LEVELS = {
  V0: 'V0',
  V1: 'V1',
  V2: 'V2',
  V3: 'V3',
  V4: 'V4',
  V5: 'V5',
} as const;

export const ORDER_STATES = {
  1: 'PENDING_PAYMENT',
  2: 'REFUND_PENDING',
  3: 'PROCESSING',
  4: 'CANCELLED',
  5: 'COMPLETED',
  6: 'PENDING_PAYMENT',
  9: 'PENDING_PAYMENT',
  10: 'PROCESSING',
  11: 'PROCESSING',
  12: 'PROCESSING',
  13: 'PROCESSING',
} as const;

/** GIFT and ADJUSTMENT are no kinds of orders here; the reader decides about them. */
export const ORDER_TYPES = {
  1: 'NEW',
  2: 'RENEW',
  3: 'CHANGE',
  4: 'UNSUBSCRIBE',
  10: 'CHANGE',
  11: 'CHANGE',
  12: 'GIFT',
  13: 'TRIAL',
  14: 'TRIAL_TO_FORMAL',
  15: 'ADJUSTMENT',
} as const;

export const ORDER_SOURCES = {
  1: 'CUSTOMER',
  2: 'PARTNER',
  3: 'CONTRACT',
  4: 'DISTRIBUTOR',
} as const;

export const PERIOD_TYPES = {
  0: 'DAY',
  1: 'WEEK',
  2: 'MONTH',
  3: 'YEAR',
  4: 'HOUR',
  5: 'ONE_TIME',
  6: 'ON_DEMAND',
  7: 'USAGE',
} as const;

/** Types in the list of an order's discounts. */
export const ORDER_DISCOUNT_TYPES = {
  0: 'PROMOTION',
  1: 'CONTRACT',
  2: 'BUSINESS',
  3: 'PARTNER',
  609: 'PRICE_ADJUSTMENT',
} as const;

/** Types in the amounts of an order: several kinds of each. */
export const DISCOUNT_ITEM_TYPES = {
  200: 'PROMOTION',
  300: 'PROMOTION',
  301: 'PROMOTION',
  302: 'PROMOTION',
  500: 'PARTNER',
  501: 'PARTNER',
  502: 'PARTNER',
  600: 'CONTRACT',
  601: 'CONTRACT',
  602: 'CONTRACT',
  603: 'CONTRACT',
  604: 'CONTRACT',
  605: 'BUSINESS',
  606: 'BUSINESS',
  607: 'PARTNER',
  609: 'PRICE_ADJUSTMENT',
  700: 'PROMOTION',
  800: 'PROMOTION',
} as const;

export const CHARGE_MODES = {
  1: 'PERIOD',
  3: 'ON_DEMAND',
  10: 'RESERVED_INSTANCE',
  11: 'SAVINGS_PLAN',
} as const;

export const BILL_TYPES = { 0: 'CONSUMPTION', 1: 'REFUND', 2: 'WRITE_OFF' } as const;

/** Kinds of transactions; the tax of refunds and adjustments counts with them. */
export const BILL_DETAIL_TYPES = {
  1: 'NEW',
  2: 'RENEW',
  3: 'CHANGE',
  4: 'UNSUBSCRIBE',
  5: 'USAGE',
  8: 'RENEW',
  9: 'COMPENSATION',
  12: 'USAGE',
  13: 'REFUND_FEE',
  14: 'SUPPORT_PLAN',
  16: 'DEDUCTION',
  100: 'UNSUBSCRIBE',
  101: 'COMPENSATION',
  102: 'DEDUCTION',
} as const;

/** Incentive of a service: 0 general, 1 special product, 2 neither performance nor incentive, 13 performance only. */
export const INCENTIVES = {
  0: 'GENERAL',
  1: 'SPECIAL',
  2: 'NONE',
  13: 'PERFORMANCE_ONLY',
} as const;

/** The code of a word, for a filter. */
export const codeOf = <W extends string>(
  words: Readonly<Record<string, W>>,
  word: W | undefined,
): string | undefined => Object.keys(words).find((code) => words[code] === word);
