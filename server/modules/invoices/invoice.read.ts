import { attachment } from '../../platform/files/attachment.read.ts';
import { actions } from '../../platform/read/actions.ts';
import { computed } from '../../platform/read/computed.ts';
import { reads, relation } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { measure } from '../../platform/read/measures.ts';
import { sql } from '../../platform/sql/sql.ts';
import { activity } from '../customers/index.ts';
import { notCertified, partner } from '../partners/index.ts';
import { serviceVatSql, settlementBill } from '../settlement/index.ts';
import { InvoiceEntity } from './invoice.entity.ts';
import { invoiceMachine } from './invoice.machine.ts';
import { InvoiceRegistrationType, InvoiceStatusEnum, InvoiceType } from './invoice.type.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';
import { invoiceListJson } from './list/invoice-list.read.ts';
import type { InvoiceListLineType } from './list/invoice-list.type.ts';
import { InvoiceRedLetterEntity } from './red-letter/red-letter.entity.ts';
import { InvoiceRedLetterType } from './red-letter/red-letter.type.ts';
import { purchaserJson } from './setting/purchaser.read.ts';

const invoiceActions = actions(invoiceMachine, InvoiceEntity, {
  notCertified: (d) => notCertified(d.partnerId),
});

export const invoiceRegistration = reads(InvoiceRegistrationType, InvoiceRegistrationEntity, {
  id: 'irg',
  fields: {
    net: computed.money('netMinor'),
    tax: computed.money('taxMinor'),
    vatRate: computed.rate('vatRate'),
    issuedOn: computed.day('issuedOn'),
  },
  relations: {
    files: relation.page(
      () => attachment,
      'subjectId',
      'Files of the document (附件), newest first.',
    ),
    redLetter: relation.chosen(
      () => invoiceRedLetter,
      { among: (l, d) => sql`${l.registrationId} = ${d.id}` },
      'Red-letter document that cancels it; null unless it was returned and canceled.',
    ),
  },
});

export const invoiceRedLetter = reads(InvoiceRedLetterType, InvoiceRedLetterEntity, {
  id: 'irl',
  fields: { gross: computed.money('grossMinor'), issuedOn: computed.day('issuedOn') },
});

export const invoice = reads(InvoiceType, InvoiceEntity, {
  id: 'ivc',
  fields: {
    isVerifyDueProvisional: (d) => computed.provisional(d.verifyDueAt),
    viewerActions: invoiceActions,
    gross: computed.money('grossMinor'),
    net: computed.money('netMinor'),
    tax: computed.money('taxMinor'),
    vatRate: computed.rate('vatRate'),
    issuedOn: computed.day('issuedOn'),
    expectedVatRate: (d) => computed.rate(serviceVatSql(d.partnerId)),
    purchaser: purchaserJson,
    // Derived, so that SQL adds up the lines once and not once for each selected part.
    list: computed.derived(invoiceListJson, (found: InvoiceListLineType[]) => found),
    rateDiffersFromBill: (d) => sql`coalesce(${d.vatRate} <> ${d.billVatRate}, false)`,
  },
  relations: {
    bill: relation.one(() => settlementBill, 'billId', 'Settlement bill of the invoice.', {
      nullable: false,
    }),
    partner: relation.one(() => partner, 'partnerId', 'Partner that issues the invoice.', {
      nullable: false,
    }),
    registrations: relation.some(
      () => invoiceRegistration,
      'invoiceId',
      'Documents registered for the invoice, the current one last.',
      { orderBy: 'position', max: 50 },
    ),
    activities: relation.page(() => activity, 'subjectId', 'History of the invoice (动态).'),
  },
  filters: {
    search: filter.numbered<'number' | 'paymentRequestNumber'>(
      'number',
      'Text that the number or the payment request number must contain.',
      (d, { arg }) =>
        sql`(${d.number} like ${arg('pattern')} or lower(${d.paymentRequestNumber}) like ${arg('pattern')})`,
    ),
    status: filter.anyOf('status', InvoiceStatusEnum, 'States to include.'),
    isOverdue: filter.holds(
      (d) => sql`${d.overdueSince} is not null`,
      'Whether the invoice is overdue: signed for late, or not yet.',
    ),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    billId: filter.ids('billId', () => settlementBill, 'Bills to include.'),
    dueWithin: filter.range('dueAt', 'Range of the deadline.'),
    notifiedWithin: filter.range('notifiedAt', 'Range of times of the notice to invoice.'),
  },
  measures: {
    gross: measure.sum('grossMinor', 'Sum of the invoices, including tax.'),
    net: measure.sum('netMinor', 'Sum without tax, of the registered invoices.'),
    tax: measure.sum('taxMinor', 'Sum of the tax, of the registered invoices.'),
  },
  orders: {
    NOTIFIED: ['notifiedAt', 'id'],
    DUE: ['dueAt', 'id'],
    ISSUED: ['issuedOnOrNever', 'id'],
    GROSS: ['grossMinor', 'id'],
  },
  searchable: {
    title: 'paymentRequestNumber',
    code: 'paymentRequestNumber',
    note: ['number'],
  },
  keys: {
    number: 'Number of the current document (发票号码).',
    paymentRequestNumber: 'Payment request number (申付单号).',
  },
  roots: {
    invoice: { one: 'One invoice.' },
    invoices: { page: "Invoices in the viewer's scope, newest first." },
  },
});
