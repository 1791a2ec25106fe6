import type { CustomerStatus, PartnerBindingStatus } from '../../gql/graphql.ts';

/** A binding in one of these keeps the customer from other partners no longer. */
export const OVER = ['DECLINED', 'EXPIRED', 'UNBOUND'] as const satisfies PartnerBindingStatus[];

/** A customer in one of these is nobody's, and may be reported. */
export const FREE = ['PROSPECT', ...OVER] as const satisfies CustomerStatus[];

/** A request of one party waits for the other. */
export const PENDING = [
  'CHANGE_PENDING',
  'UNBIND_PENDING',
] as const satisfies PartnerBindingStatus[];

/** The customer belongs to the partner. */
export const BOUND = ['BOUND', ...PENDING] as const satisfies PartnerBindingStatus[];

/** All states of a customer, in the order of its life. */
export const CUSTOMER_STATES = [
  'PROSPECT',
  'REPORTED',
  'INVITED',
  'PROVISIONAL',
  'DECLINED',
  'EXPIRED',
  ...BOUND,
  'UNBOUND',
] as const satisfies CustomerStatus[];

/** Whether a binding is over. */
export const isOver = (status: PartnerBindingStatus): boolean =>
  OVER.some((state) => state === status);
