import type { CustomerStatus, PartnerBindingStatus } from '../../gql/graphql.ts';

/** A binding in one of these keeps the customer from other partners no longer. */
export const OVER = ['DECLINED', 'EXPIRED', 'UNBOUND'] as const satisfies PartnerBindingStatus[];

/** A customer in one of these is nobody's, and may be reported. */
export const FREE = ['PROSPECT', ...OVER] as const satisfies CustomerStatus[];

/** Whether a binding is over. */
export const isOver = (status: PartnerBindingStatus): boolean =>
  OVER.some((state) => state === status);
