import { field } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../platform/command/types.ts';
import { invoiceLife } from './invoice.life.ts';
import { InvoiceDeliveryEnum } from './invoice.type.ts';
import { redLetterFields } from './red-letter/red-letter.write.ts';
import { registrationFields } from './registration.write.ts';

export const invoiceCommands: readonly AnyCommand[] = [
  eventCommand(invoiceLife, 'register', {
    description:
      'Registers the VAT special invoice issued for a bill, or the new one after a return; corrects one that is not sent yet. Kind, amount, VAT rate, split and number are validated, with a file also the titles and taxpayer numbers.',
    fields: registrationFields,
    constraints: {
      invoice_registration_number: { code: 'NUMBER_TAKEN', field: 'number' },
      invoice_red_letter_number: { code: 'NUMBER_TAKEN', field: 'redLetter.number' },
    },
  }),
  eventCommand(invoiceLife, 'registerRedLetter', {
    description:
      'Registers the red-letter document (红字发票) that cancels a returned document. The new document needs it, or brings it.',
    fields: redLetterFields,
    constraints: { invoice_red_letter_number: { code: 'NUMBER_TAKEN', field: 'number' } },
  }),
  eventCommand(invoiceLife, 'send', {
    description:
      'Records how the invoice and its printed list were sent, again if they were lost: by a carrier with a tracking number, or electronically to a mail address.',
    fields: {
      delivery: field.word(InvoiceDeliveryEnum, 'Means of delivery.'),
      carrier: field.optional(field.text('Carrier; for paper invoices only.', { max: 60 })),
      trackingNumber: field.optional(
        field.text('Tracking number; for paper invoices only.', { max: 60 }),
      ),
      mailbox: field.optional(field.mailAddress('Mail address; for electronic invoices only.')),
    },
  }),
  eventCommand(invoiceLife, 'signFor', {
    description: 'Signs for the invoice (签收). Its bill goes on to the check.',
    fields: {
      signedByName: field.optional(
        field.text('Name of the person who signed for it; by default the caller.', { max: 100 }),
      ),
    },
  }),
  eventCommand(invoiceLife, 'verify', {
    description: 'Confirms that the invoice is correct. Its bill goes on to payment.',
  }),
  eventCommand(invoiceLife, 'return', {
    description:
      'Returns an incorrect invoice; the partner must issue a new one with a new number.',
    fields: { reason: field.reason('Defect of the invoice; visible to the partner.') },
  }),
];
