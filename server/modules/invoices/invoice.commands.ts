import { mailAddress, optional, text, wordOf } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../platform/command/types.ts';
import { invoiceLife } from './invoice.life.ts';
import { InvoiceDeliveryEnum } from './invoice.type.ts';
import { registrationFields } from './registration.write.ts';

const field = 'invoice';

export const invoiceCommands: readonly AnyCommand[] = [
  {
    ...eventCommand(invoiceLife, 'register', {
      description:
        'Registers the VAT special invoice that was issued for a bill, or the new one after a return. Kind, amount, VAT rate, split and number are checked.',
      field,
      fields: registrationFields,
    }),
    constraints: { invoice_registration_number: { code: 'NUMBER_TAKEN', field: 'number' } },
  },
  eventCommand(invoiceLife, 'send', {
    description:
      'Tells how the invoice and its printed list were sent: by a carrier with a tracking number, or an electronic one to a mailbox.',
    field,
    fields: {
      delivery: wordOf(InvoiceDeliveryEnum, 'How.'),
      carrier: optional(text('Carrier; of paper invoices only.', { max: 60 })),
      trackingNumber: optional(text('Tracking number; of paper invoices only.', { max: 60 })),
      mailbox: optional(mailAddress('Mailbox; of electronic invoices only.')),
    },
  }),
  eventCommand(invoiceLife, 'signFor', {
    description: 'Confirms that the invoice arrived (签收). Its bill goes on to verification.',
    field,
    fields: {
      signedByName: optional(text('Who signed for it; the caller, when left out.', { max: 100 })),
    },
  }),
  eventCommand(invoiceLife, 'verify', {
    description: 'Confirms that the invoice is correct. Its bill goes on to payment.',
    field,
  }),
  eventCommand(invoiceLife, 'return', {
    description: 'Sends a wrong invoice back; the partner must issue a new one with a new number.',
    field,
    fields: { reason: text('What is wrong; the partner reads it.', { max: 500 }) },
  }),
];
