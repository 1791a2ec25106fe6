import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { InvoiceEntity } from '../invoice.entity.ts';
import { InvoiceRegistrationEntity } from '../invoice-registration.entity.ts';

/** Red-letter document (红字发票) that cancels a returned document; there is one for each. */
export const InvoiceRedLetterEntity = aggregate({
  name: 'InvoiceRedLetter',
  parties: partOf(InvoiceEntity, { id: 'invoiceId' }),
  properties: {
    ...p.record(),
    invoiceId: () => p.ref(InvoiceEntity),
    partnerId: () => p.ref(PartnerEntity),
    registrationId: () => p.ref(InvoiceRegistrationEntity),
    number: p.text(),
    /** Number of the confirmation (红字发票信息确认单) or information sheet (红字信息表). */
    confirmationNumber: p.text(),
    issuedOn: p.instant(),
    /** Negative: the amount of the returned document, including tax. */
    grossMinor: p.bigint('bigint'),
    currency: p.currency(),
    registeredByName: p.text(),
  },
  checks: [{ name: 'invoice_red_letter_negative', expression: 'gross_minor < 0' }],
  uniques: [
    { name: 'invoice_red_letter_number', properties: ['number'] },
    { name: 'invoice_red_letter_of', properties: ['registrationId'] },
  ],
  indexes: [
    { name: 'invoice_red_letter_of_invoice', properties: ['invoiceId', 'createdAt', 'id'] },
  ],
});
