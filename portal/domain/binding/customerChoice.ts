import { z } from 'zod/mini';

/** A customer in a form: one that is known, or one that is entered by name and account. */
export interface CustomerChoice {
  who: 'known' | 'new';
  customerId: string | null;
  name: string;
  cloudAccount: string;
}

export const noChoice: CustomerChoice = {
  who: 'new',
  customerId: null,
  name: '',
  cloudAccount: '',
};

export const choiceShape = {
  who: z.enum(['known', 'new']),
  customerId: z.nullable(z.string()),
  name: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
  cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
};

/** The checks over several fields: what is required depends on which way the customer is named. */
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

/** The choice as the mutations want it: exactly one of the two. */
export const choiceInput = ({ who, customerId, name, cloudAccount }: CustomerChoice) =>
  who === 'known' ? { customerId } : { prospect: { name, cloudAccount } };

/** Where the server's names of these fields differ from the form's. */
export const choicePaths = {
  'prospect.name': 'name',
  'prospect.cloudAccount': 'cloudAccount',
};
