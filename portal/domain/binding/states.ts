import type { BindingType, CustomerStatus, PartnerBindingStatus } from '../../gql/graphql.ts';

/** States in which a binding no longer keeps the customer from other partners. */
export const ENDED = ['DECLINED', 'EXPIRED', 'UNBOUND'] as const satisfies PartnerBindingStatus[];

/** States in which a customer belongs to no partner and can be pre-registered. */
export const UNCLAIMED = ['PROSPECT', ...ENDED] as const satisfies CustomerStatus[];

/** States in which a customer can be invited. */
export const INVITABLE = ['PRE_REGISTERED', ...UNCLAIMED] as const satisfies CustomerStatus[];

/** Longest note with a request. */
export const NOTE_MAX = 500;

export const TYPES = ['ADVISORY', 'AGENCY'] as const satisfies BindingType[];

/** States in which one party waits for the other's answer. */
export const PENDING = [
  'CHANGE_PENDING',
  'UNBIND_PENDING',
] as const satisfies PartnerBindingStatus[];

export const BOUND = ['BOUND', ...PENDING] as const satisfies PartnerBindingStatus[];

export const CUSTOMER_STATES = [
  'PROSPECT',
  'PRE_REGISTERED',
  'INVITED',
  'PROVISIONAL',
  'DECLINED',
  'EXPIRED',
  ...BOUND,
  'UNBOUND',
] as const satisfies CustomerStatus[];

export const isEnded = (status: PartnerBindingStatus): boolean =>
  ENDED.some((state) => state === status);
