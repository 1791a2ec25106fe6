import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { PartnerEntity } from '../partners/index.ts';
import { billParties, SettlementBillEntity } from '../settlement/index.ts';
import { INVOICE_STATES } from './invoice.machine.ts';
import { PURCHASER_KEYS, purchaserCopy } from './setting/purchaser.ts';

/** Columns of the notice that no statement may change. The purchaser may be filled in once. */
const NOTICE = [
  'partner_id',
  'bill_id',
  'payment_request_number',
  'gross_minor',
  'bill_vat_rate',
  'notified_at',
];
const snake = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const PURCHASER = PURCHASER_KEYS.map(snake);
const of = (row: 'old' | 'new', columns: readonly string[]): string =>
  `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
const changed = (columns: readonly string[]): string =>
  `${of('old', columns)} is distinct from ${of('new', columns)}`;

export const INVOICE_DELIVERIES = ['COURIER', 'ELECTRONIC'] as const;

/** Invoice that a partner owes for one countersigned bill (domain §4.9), with its current registration. */
export const InvoiceEntity = aggregate({
  name: 'Invoice',
  counted: 'status',
  parties: billParties,
  properties: {
    ...p.record(),
    partnerId: () => p.ref(PartnerEntity),
    billId: () => p.ref(SettlementBillEntity),
    paymentRequestNumber: p.text(),
    status: p.word(INVOICE_STATES),
    /** Amount that the invoice must have: the bill's gross. */
    grossMinor: p.bigint('bigint'),
    currency: p.currency(),
    /** VAT rate of the bill; the invoice has the rate in force when it is issued (domain §5.5). */
    billVatRate: p.rate(),
    /** Purchaser on the day of the notice; null until the site's invoicing data are first set. */
    ...purchaserCopy(),
    notifiedAt: p.instant(),
    dueAt: p.instant(),
    /** Set if the month ended before the invoice was signed for. */
    overdueSince: p.instant().nullable(),
    number: p.text().nullable(),
    /** Date on the invoice, 00:00 Asia/Shanghai. */
    issuedOn: p.instant().nullable(),
    /** For the ordering: invoices that are not issued come last. */
    issuedOnOrNever: p.orNever('issued_on'),
    vatRate: p.rate().nullable(),
    netMinor: p.bigint('bigint').nullable(),
    taxMinor: p.bigint('bigint').nullable(),
    delivery: p.word(INVOICE_DELIVERIES).nullable(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    /** Mail address to which an electronic invoice was sent. */
    mailbox: p.text().nullable(),
    sentAt: p.instant().nullable(),
    signedAt: p.instant().nullable(),
    signedByName: p.text().nullable(),
    verifyDueAt: p.instant().nullable(),
    verifiedAt: p.instant().nullable(),
    returnedAt: p.instant().nullable(),
    returnReason: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'invoice_purchaser',
      expression: `num_nulls(${PURCHASER.join(', ')}) in (0, ${PURCHASER.length})`,
    },
    {
      name: 'invoice_registered',
      expression: `status = 'NOTIFIED' or num_nulls(number, issued_on, vat_rate, net_minor, tax_minor) = 0`,
    },
    { name: 'invoice_split', expression: 'net_minor + tax_minor = gross_minor' },
    {
      name: 'invoice_sent',
      expression: `status in ('NOTIFIED', 'ISSUED') or num_nulls(delivery, sent_at) = 0`,
    },
    {
      name: 'invoice_delivery',
      expression: `case delivery when 'COURIER' then num_nulls(carrier, tracking_number) = 0 and mailbox is null
        when 'ELECTRONIC' then mailbox is not null and num_nonnulls(carrier, tracking_number) = 0 else true end`,
    },
    {
      name: 'invoice_signed',
      expression: `status not in ('SIGNED', 'VERIFIED', 'RETURNED') or signed_at is not null`,
    },
    { name: 'invoice_verified', expression: `(status = 'VERIFIED') = (verified_at is not null)` },
    {
      name: 'invoice_returned',
      expression: `status <> 'RETURNED' or num_nulls(returned_at, return_reason) = 0`,
    },
  ],
  uniques: [
    { name: 'invoice_of_bill', properties: ['billId'] },
    { name: 'invoice_payment_request', properties: ['paymentRequestNumber'] },
  ],
  indexes: [
    { name: 'invoice_by_number', properties: ['number'] },
    { name: 'invoice_newest', properties: ['notifiedAt', 'id'] },
    { name: 'invoice_of_partner', properties: ['partnerId', 'notifiedAt', 'id'] },
    { name: 'invoice_by_issue', properties: ['issuedOnOrNever', 'id'] },
    { name: 'invoice_by_gross', properties: ['grossMinor', 'id'] },
    // The first open invoice follows all paid ones, whose states are compared in the index.
    { name: 'invoice_due', properties: ['dueAt', 'id', 'status'] },
    { name: 'invoice_due_of_partner', properties: ['partnerId', 'dueAt', 'id', 'status'] },
    { name: 'invoice_changed', properties: ['updatedAt', 'id'] },
    { name: 'invoice_changed_of_partner', properties: ['partnerId', 'updatedAt', 'id'] },
  ],
  triggers: [
    {
      name: 'invoice_notice_kept',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `${changed(NOTICE)} or old.purchaser_title is not null and ${changed(PURCHASER)}`,
      body: `raise exception 'the notice of the invoice % was sent: it cannot change', old.payment_request_number`,
    },
  ],
});
export type Invoice = InferEntity<typeof InvoiceEntity>;

/** Columns of an invoice that the partner has not sent, or must send again. */
export const NOT_SENT = {
  delivery: null,
  carrier: null,
  trackingNumber: null,
  mailbox: null,
  sentAt: null,
  signedAt: null,
  signedByName: null,
  verifyDueAt: null,
} as const;
