import { z } from 'zod/mini';

/** Scope of an authorization: all partners, one partner, or one customer of a partner. */
export interface Scope {
  level: 'PRODUCT' | 'PARTNER' | 'CUSTOMER';
  /** Set by a seller. */
  partnerId: string | null;
  /** Chosen by a partner from its customers. */
  customerId: string | null;
  /** Typed by a seller, who has no list of customers. */
  customerName: string;
  cloudAccount: string;
}

export const scopeShape = {
  level: z.enum(['PRODUCT', 'PARTNER', 'CUSTOMER']),
  partnerId: z.nullable(z.string()),
  customerId: z.nullable(z.string()),
  customerName: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
  cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
};

const needed = (field: keyof Scope, levels: readonly Scope['level'][]) =>
  z.refine<Scope>((v) => !levels.includes(v.level) || Boolean(v[field]), {
    error: 'ui.form.required',
    path: [field],
  });

/** Required fields depend on the level and on the side. */
export const scopeChecks = (side: 'PARTNER' | 'SELLER') =>
  side === 'PARTNER'
    ? [needed('customerId', ['CUSTOMER'])]
    : [
        needed('partnerId', ['PARTNER', 'CUSTOMER']),
        needed('customerName', ['CUSTOMER']),
        needed('cloudAccount', ['CUSTOMER']),
      ];

export const customerOf = ({ level, customerName, cloudAccount }: Scope) =>
  level === 'CUSTOMER' ? { name: customerName, cloudAccount } : null;
