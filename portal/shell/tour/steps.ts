import type { Session } from '../../lib/auth.ts';

/** The four pages of each tour. */
export const TOURS = {
  sales: ['/', '/customers', '/discounts', '/reports'],
  finance: ['/', '/bills', '/invoices', '/earned'],
  seller: ['/', '/review', '/authorizations', '/deliveries'],
  operator: ['/', '/review', '/period-close', '/appeals'],
} as const;

export type TourName = keyof typeof TOURS;

/** The tour of a role; null for a buyer, who came by a link. */
export function tourOf({ org, member }: Session): TourName | null {
  if (org.kind === 'OPERATOR') return 'operator';
  if (org.kind === 'SELLER') return 'seller';
  if (org.kind !== 'PARTNER') return null;
  return member.role === 'CSP_FINANCE' ? 'finance' : 'sales';
}
