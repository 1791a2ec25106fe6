import { z } from 'zod/mini';

/** A customer in a form: an existing one, or a new one by name and account. */
export interface CustomerChoice {
  who: 'known' | 'new';
  customerId: string | null;
  name: string;
  cloudAccount: string;
}

/** Initial values; `customer` is the one whose page opened the form. */
export const firstChoice = (customer?: { id: string } | null): CustomerChoice => ({
  who: customer ? 'known' : 'new',
  customerId: customer?.id ?? null,
  name: '',
  cloudAccount: '',
});

export const choiceShape = {
  who: z.enum(['known', 'new']),
  customerId: z.nullable(z.string()),
  name: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
  cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
};

/** Required fields depend on the choice between existing and new. */
export const choiceChecks = [
  z.refine<CustomerChoice>((v) => v.who === 'new' || v.customerId !== null, {
    error: 'ui.form.required',
    path: ['customerId'],
  }),
  z.refine<CustomerChoice>((v) => v.who === 'known' || v.name !== '', {
    error: 'ui.form.required',
    path: ['name'],
  }),
  z.refine<CustomerChoice>((v) => v.who === 'known' || v.cloudAccount !== '', {
    error: 'ui.form.required',
    path: ['cloudAccount'],
  }),
] as const;

export const choiceInput = ({ who, customerId, name, cloudAccount }: CustomerChoice) =>
  who === 'known' ? { customerId } : { prospect: { name, cloudAccount } };

export const choicePaths = {
  'prospect.name': 'name',
  'prospect.cloudAccount': 'cloudAccount',
};
