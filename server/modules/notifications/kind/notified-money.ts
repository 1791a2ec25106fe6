import { invoiceLife } from '../../invoices/index.ts';
import { partnerLife } from '../../partners/index.ts';
import {
  billLife,
  lineDisputeLife,
  paymentAuthorizationLife,
  runLife,
  runPartnerLife,
} from '../../settlement/index.ts';
import {
  AT_ONCE,
  decision,
  isLead,
  NEXT_MORNING,
  type NotificationKind,
  on,
  ownerLater,
  reminders,
} from './notified-event.ts';

/** Notifications of bills, payments and invoices. */
export const moneyKinds = {
  CERTIFICATION: {
    description:
      'Tax and bank data of the organization changed, certified or rejected; for operations: awaiting the check (商业信息认证).',
    of: [
      on(partnerLife, ['certify', 'rejectCertification'], 'finance'),
      on(partnerLife, ['updateTaxProfile'], 'finance', 'operators'),
    ],
    channels: AT_ONCE,
    required: { channels: ['PORTAL'], duty: 'NOTICE' },
  },
  BILL_CONFIRMATION: {
    description:
      'Settlement bill awaiting the confirmation of the partner, and reminders of it (对账单待确认).',
    of: [{ ...on(billLife, ['send', ...reminders(billLife)], 'finance'), state: 'SENT' }],
    channels: AT_ONCE,
    required: decision,
  },
  BILL: {
    description:
      'Settlement bill issued or counted as confirmed, its invoice accepted, payment made or rejected (对账单与付款进展).',
    of: [
      on(billLife, ['send', 'autoConfirm', 'pay', 'rejectPayment'], 'finance'),
      on(invoiceLife, ['verify'], 'finance'),
    ],
    channels: NEXT_MORNING,
  },
  DISPUTE_DESK: {
    description: 'Line dispute awaiting operations (明细异议待处理).',
    of: [on(lineDisputeLife, ['open', 'withdraw', 'flagBreach'], 'operators')],
    channels: AT_ONCE,
    required: decision,
  },
  DISPUTE_ANSWER: {
    description: 'Line dispute upheld or dismissed (明细异议的结果).',
    of: [on(lineDisputeLife, ['uphold', 'dismiss'], 'finance')],
    channels: AT_ONCE,
    ...ownerLater,
  },
  PAYMENT_AUTHORIZATION: {
    description:
      "Lines of a bill awaiting the authorization of their seller, once for each bill; for operations too once the seller's time is over (待授权付款).",
    of: [
      { ...on(paymentAuthorizationLife, ['request'], 'sellerFinance'), of: isLead },
      { ...on(paymentAuthorizationLife, ['flag'], 'sellerFinance', 'operators'), of: isLead },
    ],
    channels: NEXT_MORNING,
    required: decision,
  },
  PAYMENT_AUTHORIZATION_ANSWER: {
    description:
      'Payment authorization refused, or decided by operations (授权付款被拒绝或由运营处理).',
    of: [
      on(paymentAuthorizationLife, ['refuse'], 'operators'),
      on(paymentAuthorizationLife, ['override', 'release'], 'sellerFinance', 'finance'),
    ],
    channels: NEXT_MORNING,
  },
  BILL_RUN: {
    description: 'Bill run completed, or a partner parked by it (出账完成与搁置).',
    of: [
      on(runLife, ['complete'], 'operators'),
      { ...on(runPartnerLife, ['decide', 'fail'], 'operators'), state: 'PARKED' },
    ],
    channels: NEXT_MORNING,
  },
  INVOICE_REQUEST: {
    description: 'Invoice requested or returned (开票通知与退回).',
    of: [on(invoiceLife, ['notify', 'return'], 'finance')],
    channels: AT_ONCE,
    sms: 'invoiceRequest',
    required: { channels: AT_ONCE, duty: 'NOTICE' },
  },
  INVOICE_DUE: {
    description: 'Invoice due soon or overdue (发票即将到期或逾期).',
    of: [on(invoiceLife, ['lapse', ...reminders(invoiceLife)], 'finance')],
    channels: AT_ONCE,
    sms: 'invoiceDue',
  },
  INVOICE_RECEIVED: {
    description: 'Invoice sent and awaiting signature (发票已寄出，待签收).',
    of: [on(invoiceLife, ['send'], 'operators')],
    channels: NEXT_MORNING,
    required: decision,
  },
} as const satisfies Readonly<Record<string, NotificationKind>>;
