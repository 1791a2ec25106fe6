import { aggregate, partOf } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { PartnerEntity } from '../partners/index.ts';
import { DOCUMENT_FORMATS } from './document/invoice-document.ts';
import { InvoiceEntity } from './invoice.entity.ts';

export const INVOICE_KINDS = ['VAT_SPECIAL', 'VAT_ORDINARY'] as const;

/** Document registered for an invoice. A returned one is kept, so that its number is never used again. */
export const InvoiceRegistrationEntity = aggregate({
  name: 'InvoiceRegistration',
  parties: partOf(InvoiceEntity, { id: 'invoiceId' }),
  properties: {
    ...p.record(),
    invoiceId: () => p.ref(InvoiceEntity),
    partnerId: () => p.ref(PartnerEntity),
    /** Number of the attempt, from 1. */
    position: p.integer(),
    kind: p.word(INVOICE_KINDS),
    number: p.text(),
    issuedOn: p.instant(),
    vatRate: p.rate(),
    netMinor: p.bigint('bigint'),
    taxMinor: p.bigint('bigint'),
    currency: p.currency(),
    /** Format of the electronic invoice that was read; null if all was entered by hand. */
    fileFormat: p.word(DOCUMENT_FORMATS).nullable(),
    registeredByName: p.text(),
    returnedAt: p.instant().nullable(),
    returnReason: p.text().nullable(),
  },
  checks: [
    { name: 'invoice_registration_kind', expression: `kind = 'VAT_SPECIAL'` },
    {
      name: 'invoice_registration_returned',
      expression: '(returned_at is null) = (return_reason is null)',
    },
  ],
  uniques: [
    { name: 'invoice_registration_number', properties: ['number'] },
    { name: 'invoice_registration_try', properties: ['invoiceId', 'position'] },
  ],
});
