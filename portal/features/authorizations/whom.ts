import { z } from 'zod/mini';

/** For whom a seller grants: everybody, one partner, or one customer of a partner. */
export interface Whom {
  level: 'PRODUCT' | 'PARTNER' | 'CUSTOMER';
  partnerId: string | null;
  customerName: string;
  cloudAccount: string;
}

export const whomShape = {
  level: z.enum(['PRODUCT', 'PARTNER', 'CUSTOMER']),
  partnerId: z.nullable(z.string()),
  customerName: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
  cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
};

/** What must be named depends on the level. */
export const whomChecks = [
  z.refine<Whom>((v) => v.level === 'PRODUCT' || v.partnerId !== null, {
    error: 'ui.form.required',
    path: ['partnerId'],
  }),
  z.refine<Whom>((v) => v.level !== 'CUSTOMER' || v.customerName !== '', {
    error: 'ui.form.required',
    path: ['customerName'],
  }),
  z.refine<Whom>((v) => v.level !== 'CUSTOMER' || v.cloudAccount !== '', {
    error: 'ui.form.required',
    path: ['cloudAccount'],
  }),
] as const;

/** The customer as the mutations want it, or none. */
export const customerOf = ({ level, customerName, cloudAccount }: Whom) =>
  level === 'CUSTOMER' ? { name: customerName, cloudAccount } : null;
