import { z } from 'zod/mini';

/** Whom an authorization is for: everybody, one partner, or one customer of a partner. */
export interface Whom {
  level: 'PRODUCT' | 'PARTNER' | 'CUSTOMER';
  /** Named by a seller. */
  partnerId: string | null;
  /** Chosen by a partner, who has a list of its customers. */
  customerId: string | null;
  /** Typed by a seller, who has none. */
  customerName: string;
  cloudAccount: string;
}

export const whomShape = {
  level: z.enum(['PRODUCT', 'PARTNER', 'CUSTOMER']),
  partnerId: z.nullable(z.string()),
  customerId: z.nullable(z.string()),
  customerName: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
  cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
};

const needed = (field: keyof Whom, levels: readonly Whom['level'][]) =>
  z.refine<Whom>((v) => !levels.includes(v.level) || Boolean(v[field]), {
    error: 'ui.form.required',
    path: [field],
  });

/** What must be named depends on the level, and on who names it. */
export const whomChecks = (side: 'PARTNER' | 'SELLER') =>
  side === 'PARTNER'
    ? [needed('customerId', ['CUSTOMER'])]
    : [
        needed('partnerId', ['PARTNER', 'CUSTOMER']),
        needed('customerName', ['CUSTOMER']),
        needed('cloudAccount', ['CUSTOMER']),
      ];

/** The customer as a seller's mutations want it, or none. */
export const customerOf = ({ level, customerName, cloudAccount }: Whom) =>
  level === 'CUSTOMER' ? { name: customerName, cloudAccount } : null;
