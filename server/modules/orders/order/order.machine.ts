import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

/** States of domain §4.5, of an order and of each of its lines. */
export const ORDER_STATES = [
  'PENDING_PAYMENT',
  'PROCESSING',
  'COMPLETED',
  'CANCELLED',
  'REFUND_PENDING',
  'REFUNDED',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Roles that buy: the customer itself, or a program that reports the customer's orders. */
export const BUYERS = ['buyer', 'service'] as const satisfies readonly Role[];
/** The same, and the upstream, which reports what the customer did there. */
const REPORTERS = [...BUYERS, 'system'] as const satisfies readonly Role[];

/** States of a paid order that is not refunded. */
export const PAID_STATES = [
  'PROCESSING',
  'COMPLETED',
  'REFUND_PENDING',
] as const satisfies readonly OrderState[];
/** States of an order that was never paid. */
export const UNPAID_STATES = [
  'PENDING_PAYMENT',
  'CANCELLED',
] as const satisfies readonly OrderState[];
/** States of a paid line whose delivery continues or is paused. */
export const DELIVERY_STATES = [
  'PROCESSING',
  'REFUND_PENDING',
] as const satisfies readonly OrderState[];
/** States in which a side still acts. */
const OPEN_STATES = ['PENDING_PAYMENT', ...DELIVERY_STATES] as const;

/** Life of an order, from placing to its completion or refund: domain §4.5. */
export const orderMachine = machine({
  type: 'Order',
  states: ORDER_STATES,
  transitions: [
    { event: 'place', from: [null], to: 'PENDING_PAYMENT', by: BUYERS },
    // An order as the upstream reports it; one that is to be paid or delivered here goes on from PENDING_PAYMENT.
    {
      event: 'report',
      from: [null],
      to: ['PENDING_PAYMENT', 'COMPLETED', 'CANCELLED'],
      by: ['system'],
    },
    // The order that takes back lines of another one; its amounts are negative.
    { event: 'unsubscribe', from: [null], to: 'COMPLETED', by: ['system'] },
    {
      event: 'confirmPayment',
      from: ['PENDING_PAYMENT'],
      to: 'PROCESSING',
      by: REPORTERS,
      guards: [
        { code: 'DECIDED_UPSTREAM', when: 'decidedUpstream' },
        { code: 'PAYMENT_PERIOD_OVER', when: 'paymentPeriodOver' },
      ],
    },
    // The upstream tells later than the payment that it was on credit.
    ...PAID_STATES.map(
      (state) => ({ event: 'reportCredit', from: [state], to: state, by: ['system'] }) as const,
    ),
    // The customer confirms it, operations record what it confirmed elsewhere, and the upstream reports it.
    ...PAID_STATES.map(
      (state) =>
        ({
          event: 'repay',
          from: [state],
          to: state,
          by: [...REPORTERS, 'operator'],
          guards: [{ code: 'NOTHING_TO_REPAY', when: 'nothingToRepay' }],
        }) as const,
    ),
    // Until a delivery of the order is submitted; the module of supervisions refuses it afterwards.
    ...OPEN_STATES.map(
      (state) => ({ event: 'setProgram', from: [state], to: state, by: ['operator'] }) as const,
    ),
    {
      event: 'cancel',
      from: ['PENDING_PAYMENT'],
      to: 'CANCELLED',
      by: REPORTERS,
      guards: [{ code: 'DECIDED_UPSTREAM', when: 'decidedUpstream' }],
    },
    // The price by which it was placed has ended: the customer was unbound, or the specification delisted.
    { event: 'endPrice', from: ['PENDING_PAYMENT'], to: 'CANCELLED', by: ['system'] },
    // It was paid upstream all the same; the report of the payment follows.
    { event: 'reopen', from: ['CANCELLED'], to: 'PENDING_PAYMENT', by: ['system'] },
    { event: 'expire', from: ['PENDING_PAYMENT'], to: 'CANCELLED', by: ['system'] },
    { event: 'complete', from: ['PROCESSING'], to: 'COMPLETED', by: ['system'] },
    {
      event: 'requestRefund',
      from: ['PROCESSING', 'REFUND_PENDING'],
      to: 'REFUND_PENDING',
      by: BUYERS,
      guards: [
        { code: 'REFUND_PERIOD_OVER', when: 'notInGuarantee' },
        { code: 'REFUND_REQUESTED', when: 'refundRequested' },
      ],
    },
    // The refund itself follows at once, and sets the state. Other lines of the order may still be delivered.
    ...PAID_STATES.map(
      (state) =>
        ({
          event: 'refundWithoutReason',
          from: [state],
          to: state,
          by: BUYERS,
          guards: [
            { code: 'REFUND_PERIOD_OVER', when: 'noReasonPeriodOver' },
            { code: 'QUOTA_USED', when: 'quotaUsed', params: { limit: 'noReasonQuota' } },
          ],
        }) as const,
    ),
    {
      event: 'rejectRefund',
      from: ['REFUND_PENDING'],
      to: ['PROCESSING', 'COMPLETED', 'REFUND_PENDING'],
      by: ['system'],
    },
    // A refund of a part leaves the rest of the order as it was.
    ...PAID_STATES.map(
      (state) =>
        ({
          event: 'refund',
          from: [state],
          to: ['REFUNDED', 'PROCESSING', 'COMPLETED', 'REFUND_PENDING'],
          by: ['system'],
        }) as const,
    ),
  ],
  due: [
    {
      state: 'PENDING_PAYMENT',
      event: 'expire',
      kind: 'INSTANT',
      acts: 'CUSTOMER',
      at: 'paymentDueAt',
      optional: true,
    },
  ],
});
