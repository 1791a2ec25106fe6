import { type Guard, machine } from '../../platform/machine.ts';
import type { Role } from '../../platform/viewer.ts';

export const INVOICE_STATES = [
  'NOTIFIED',
  'ISSUED',
  'MAILED',
  'SIGNED',
  'VERIFIED',
  'RETURNED',
] as const;

/** Title, tax number and rate are compared with the data of the partner. */
const certified: Guard = { code: 'NOT_CERTIFIED', when: 'notCertified' };

/** Roles of the partner that work with invoices. */
export const FINANCE = ['csp.owner', 'csp.finance'] as const satisfies readonly Role[];

const lapse = <S extends 'NOTIFIED' | 'ISSUED' | 'MAILED' | 'RETURNED'>(state: S) =>
  ({ event: 'lapse', from: [state], to: state, by: ['system'] }) as const;
const oneMonth = (state: (typeof INVOICE_STATES)[number], acts: 'PARTNER' | 'OPERATOR') =>
  ({ state, event: 'lapse', kind: 'CALENDAR_DAYS', acts, at: 'dueAt' }) as const;

/**
 * Life of an invoice of a partner to the marketplace: domain §4.9. The deadline of one month runs until the
 * invoice is signed for, and after a return again; its expiry only sets a flag.
 */
export const invoiceMachine = machine({
  type: 'Invoice',
  states: INVOICE_STATES,
  transitions: [
    { event: 'notify', from: [null], to: 'NOTIFIED', by: ['system'] },
    {
      event: 'register',
      // Before it is sent, typing errors are corrected.
      from: ['NOTIFIED', 'ISSUED', 'RETURNED'],
      to: 'ISSUED',
      by: FINANCE,
      guards: [certified],
    },
    { event: 'registerRedLetter', from: ['RETURNED'], to: 'RETURNED', by: FINANCE },
    // Again if it was lost, or the tracking number was wrong.
    { event: 'send', from: ['ISSUED', 'MAILED'], to: 'MAILED', by: FINANCE },
    { event: 'signFor', from: ['MAILED'], to: 'SIGNED', by: ['operator'] },
    {
      event: 'verify',
      from: ['SIGNED'],
      to: 'VERIFIED',
      by: ['operator'],
      guards: [certified],
    },
    { event: 'return', from: ['SIGNED'], to: 'RETURNED', by: ['operator'] },
    lapse('NOTIFIED'),
    lapse('ISSUED'),
    lapse('MAILED'),
    lapse('RETURNED'),
  ],
  due: [
    oneMonth('NOTIFIED', 'PARTNER'),
    oneMonth('ISSUED', 'PARTNER'),
    oneMonth('MAILED', 'OPERATOR'),
    { state: 'SIGNED', event: null, kind: 'BUSINESS_DAYS', acts: 'OPERATOR', at: 'verifyDueAt' },
    oneMonth('RETURNED', 'PARTNER'),
  ],
  // Domain §7, while the partner must act.
  reminders: (['NOTIFIED', 'ISSUED', 'RETURNED'] as const).map((state) => ({
    state,
    before: 'dueAt',
    days: [7, 3, 1],
    dailyAfter: true,
  })),
});
