import { machine } from '../../../platform/machine.ts';

export const BILL_STATES = [
  'GENERATED',
  'SENT',
  'COUNTERSIGNING',
  'AWAITING_INVOICE',
  'VERIFYING_INVOICE',
  'PAYING',
  'PAID',
  'PAYMENT_REJECTED',
] as const;

/** States in which operations may release a bill although a seller refused some of its lines. */
const RELEASABLE = [
  'COUNTERSIGNING',
  'AWAITING_INVOICE',
  'VERIFYING_INVOICE',
  'PAYING',
] as const satisfies readonly (typeof BILL_STATES)[number][];

const operators = (state: (typeof BILL_STATES)[number]) =>
  ({ state, event: null, kind: 'BUSINESS_DAYS', acts: 'OPERATOR', at: 'dueAt' }) as const;

/**
 * Life of a settlement bill, from the bill run to the payment: domain §4.8. Events that follow from the
 * invoice are the system's.
 */
export const billMachine = machine({
  type: 'SettlementBill',
  states: BILL_STATES,
  transitions: [
    { event: 'generate', from: [null], to: 'GENERATED', by: ['system'] },
    {
      event: 'send',
      from: ['GENERATED'],
      to: 'SENT',
      by: ['operator'],
      guards: [{ code: 'BILL_NOT_SUM_OF_LINES', when: 'isNotSumOfLines' }],
    },
    // Without the policy of a confirmation, in the transaction that sends the bill.
    { event: 'beginCountersign', from: ['SENT'], to: 'COUNTERSIGNING', by: ['system'] },
    {
      event: 'confirm',
      from: ['SENT'],
      to: 'COUNTERSIGNING',
      by: ['csp.owner', 'csp.finance'],
    },
    // The partner neither confirmed the bill nor disputes a line.
    { event: 'autoConfirm', from: ['SENT'], to: 'COUNTERSIGNING', by: ['system'] },
    // The first signature leaves the bill where it is, the second moves it on.
    {
      event: 'countersign',
      from: ['COUNTERSIGNING'],
      to: ['COUNTERSIGNING', 'AWAITING_INVOICE'],
      by: ['operator'],
      guards: [{ code: 'SIGNED_BY_SAME_PERSON', when: 'isSignedByViewer' }],
    },
    {
      event: 'receiveInvoice',
      from: ['AWAITING_INVOICE'],
      to: 'VERIFYING_INVOICE',
      by: ['system'],
    },
    { event: 'acceptInvoice', from: ['VERIFYING_INVOICE'], to: 'PAYING', by: ['system'] },
    { event: 'returnInvoice', from: ['VERIFYING_INVOICE'], to: 'AWAITING_INVOICE', by: ['system'] },
    {
      event: 'pay',
      from: ['PAYING'],
      to: 'PAID',
      by: ['operator'],
      guards: [
        { code: 'NOT_CERTIFIED', when: 'notCertified' },
        { code: 'PARTNER_SUSPENDED', when: 'isSuspended' },
        {
          code: 'PAYMENT_NOT_AUTHORIZED',
          when: 'isNotAuthorized',
          params: { count: 'unauthorizedCount', lines: 'unauthorizedLines' },
        },
      ],
    },
    ...RELEASABLE.map(
      (state) =>
        ({
          event: 'release',
          from: [state],
          to: state,
          by: ['operator'],
          guards: [{ code: 'NOTHING_TO_RELEASE', when: 'hasNothingToRelease' }],
        }) as const,
    ),
    { event: 'rejectPayment', from: ['PAYING'], to: 'PAYMENT_REJECTED', by: ['operator'] },
    { event: 'resubmitPayment', from: ['PAYMENT_REJECTED'], to: 'PAYING', by: ['operator'] },
  ],
  due: [
    operators('GENERATED'),
    {
      state: 'SENT',
      event: 'autoConfirm',
      kind: 'BUSINESS_DAYS',
      acts: 'PARTNER',
      at: 'dueAt',
      optional: true,
    },
    operators('COUNTERSIGNING'),
    operators('VERIFYING_INVOICE'),
    operators('PAYING'),
  ],
  reminders: [{ state: 'SENT', before: 'dueAt', days: [3, 1], optional: true }],
});
