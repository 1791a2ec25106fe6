import { z } from 'zod/mini';
import { filesShape } from '../../../domain/files/FilesField.tsx';
import type { InvoiceKind } from '../../../gql/graphql.ts';

export const KINDS = ['VAT_SPECIAL', 'VAT_ORDINARY'] as const satisfies readonly InvoiceKind[];
const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
export const schema = z.object({
  attachmentIds: filesShape(),
  kind: z.enum(KINDS),
  number: z.string().check(z.trim(), z.regex(/^\d{8,20}$/, 'ui.invoice.numberDigits')),
  issuedOn: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
  amount: required,
  vatRate: required,
  netAmount: required,
  taxAmount: required,
});
export type RegistrationValues = z.infer<typeof schema>;

/** Fields of the form that a file may bring, by their names in the API. */
export const FROM_FILE = {
  kind: 'KIND',
  number: 'NUMBER',
  issuedOn: 'ISSUED_ON',
  amount: 'AMOUNT',
  vatRate: 'VAT_RATE',
  netAmount: 'NET_AMOUNT',
  taxAmount: 'TAX_AMOUNT',
} as const;
export type EnteredName = keyof typeof FROM_FILE;
export const NAMES = Object.keys(FROM_FILE) as EnteredName[];
