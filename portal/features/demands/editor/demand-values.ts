import { z } from 'zod/mini';

export interface DemandValues {
  who: 'own' | 'account';
  customerId: string | null;
  name: string;
  cloudAccount: string;
  productId: string | null;
  expectedShareRatio: string;
  expectedAmount: string;
  expectedOrderOn: string | null;
  requirement: string;
}

export const emptyDemand: DemandValues = {
  who: 'own',
  customerId: null,
  name: '',
  cloudAccount: '',
  productId: null,
  expectedShareRatio: '',
  expectedAmount: '',
  expectedOrderOn: null,
  requirement: '',
};

const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const present = z.nullable(z.string()).check(z.refine((v) => v !== null, 'ui.form.required'));
export const demandSchema = z
  .object({
    who: z.enum(['own', 'account']),
    customerId: z.nullable(z.string()),
    name: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
    cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
    productId: present,
    expectedShareRatio: required,
    expectedAmount: z.string(),
    expectedOrderOn: z.nullable(z.string()),
    requirement: required.check(z.maxLength(2000, 'error.TOO_LONG')),
  })
  .check(
    z.refine((v) => v.who === 'account' || v.customerId !== null, {
      error: 'ui.form.required',
      path: ['customerId'],
    }),
    z.refine((v) => v.who === 'own' || v.name !== '', {
      error: 'ui.form.required',
      path: ['name'],
    }),
    z.refine((v) => v.who === 'own' || v.cloudAccount !== '', {
      error: 'ui.form.required',
      path: ['cloudAccount'],
    }),
  );
