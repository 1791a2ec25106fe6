import { actions } from '../../platform/read/actions.ts';
import { of, one, oneRoot, page, pageRoot, reads, some } from '../../platform/read/declare.ts';
import { anyOf, holds, idsOf, range, search } from '../../platform/read/filters.ts';
import { moneyOf, rateOf } from '../../platform/read/money-field.ts';
import { provisional } from '../../platform/read/provisional.ts';
import { sql } from '../../platform/sql/sql.ts';
import { activity } from '../customers/index.ts';
import { partner } from '../partners/index.ts';
import { billScope, serviceVatSql, settlementBill } from '../settlement/index.ts';
import { InvoiceEntity } from './invoice.entity.ts';
import { invoiceMachine } from './invoice.machine.ts';
import { InvoiceRegistrationType, InvoiceStatusEnum, InvoiceType } from './invoice.type.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';

export const invoiceActions = actions(invoiceMachine, InvoiceEntity);

export const invoiceRegistration = reads(InvoiceRegistrationType, InvoiceRegistrationEntity, {
  id: 'irg',
  ...billScope,
  fields: {
    net: of('netMinor', moneyOf),
    tax: of('taxMinor', moneyOf),
    vatRate: of('vatRate', rateOf),
  },
});

export const invoice = reads(InvoiceType, InvoiceEntity, {
  id: 'ivc',
  ...billScope,
  fields: {
    isVerifyDueProvisional: (d) => provisional(d.verifyDueAt),
    viewerActions: invoiceActions,
    gross: of('grossMinor', moneyOf),
    net: of('netMinor', moneyOf),
    tax: of('taxMinor', moneyOf),
    vatRate: of('vatRate', rateOf),
    expectedVatRate: (d) => rateOf(serviceVatSql(d.partnerId)),
    rateDiffersFromBill: (d) => sql`coalesce(${d.vatRate} <> ${d.billVatRate}, false)`,
  },
  relations: {
    bill: one(() => settlementBill, 'billId', 'The bill that it is for.', { nullable: false }),
    partner: one(() => partner, 'partnerId', 'Who issues it.', { nullable: false }),
    registrations: some(
      () => invoiceRegistration,
      'invoiceId',
      'Documents that were registered for it, the present one last.',
      { orderBy: 'position', max: 50 },
    ),
    activities: page(() => activity, 'subjectId', 'What happened to it (动态).'),
  },
  filters: {
    search: {
      ...search('number', 'Its number or its payment request contains this.'),
      where: (d, a) =>
        sql`(${d.number} like ${a('pattern')} or lower(${d.paymentRequestNumber}) like ${a('pattern')})`,
    },
    status: anyOf('status', InvoiceStatusEnum, 'In any of these states.'),
    overdue: holds(
      (d) => sql`${d.overdueSince} is not null`,
      'That were signed for late, or not yet.',
    ),
    partnerId: idsOf('partnerId', () => partner, 'From any of these partners.'),
    billId: idsOf('billId', () => settlementBill, 'For any of these bills.'),
    dueWithin: range('dueAt', 'Due within this range.'),
  },
  orders: { NOTIFIED: ['notifiedAt', 'id'], DUE: ['dueAt', 'id'] },
  searchable: {
    title: 'paymentRequestNumber',
    code: 'paymentRequestNumber',
    note: ['number'],
  },
  roots: {
    invoice: oneRoot('One invoice.', {
      paymentRequestNumber: {
        column: 'paymentRequestNumber',
        description: 'The payment request that it belongs to.',
      },
    }),
    invoices: pageRoot('Invoices that the viewer may see, newest first.'),
  },
});
