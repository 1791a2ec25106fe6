import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';
import { BUYERS } from '../order/order.machine.ts';

export const REFUND_OPEN_STATES = ['REQUESTED', 'AWAITING_RETURN', 'RETURNING'] as const;
export const REFUND_STATES = [...REFUND_OPEN_STATES, 'REFUNDED', 'REJECTED', 'WITHDRAWN'] as const;

const SELLERS = ['seller.manager'] as const satisfies readonly Role[];

/** Life of a request for a refund: domain §3.5. Hardware is sent back before the cash is. */
export const refundMachine = machine({
  type: 'RefundRequest',
  states: REFUND_STATES,
  transitions: [
    { event: 'request', from: [null], to: 'REQUESTED', by: BUYERS },
    { event: 'approve', from: ['REQUESTED'], to: ['REFUNDED', 'AWAITING_RETURN'], by: SELLERS },
    { event: 'reject', from: ['REQUESTED', 'RETURNING'], to: 'REJECTED', by: SELLERS },
    { event: 'withdraw', from: ['REQUESTED', 'AWAITING_RETURN'], to: 'WITHDRAWN', by: BUYERS },
    { event: 'shipBack', from: ['AWAITING_RETURN'], to: 'RETURNING', by: BUYERS },
    { event: 'lapse', from: ['AWAITING_RETURN'], to: 'WITHDRAWN', by: ['system'] },
    { event: 'confirmReturn', from: ['RETURNING'], to: 'REFUNDED', by: SELLERS },
    { event: 'acceptReturn', from: ['RETURNING'], to: 'REFUNDED', by: ['system'] },
    // The decision on an appeal, or the customer's acceptance, settles the line without the seller.
    {
      event: 'supersede',
      from: REFUND_OPEN_STATES,
      to: ['REFUNDED', 'REJECTED', 'WITHDRAWN'],
      by: ['system'],
    },
  ],
  due: [
    // Nothing happens at this deadline: the rules give the seller no time to answer.
    { state: 'REQUESTED', event: null, kind: 'CALENDAR_DAYS', acts: 'SELLER', at: 'dueAt' },
    {
      state: 'AWAITING_RETURN',
      event: 'lapse',
      kind: 'CALENDAR_DAYS',
      acts: 'CUSTOMER',
      at: 'dueAt',
    },
    {
      state: 'RETURNING',
      event: 'acceptReturn',
      kind: 'CALENDAR_DAYS',
      acts: 'SELLER',
      at: 'dueAt',
    },
  ],
  reminders: REFUND_OPEN_STATES.map((state) => ({ state, before: 'dueAt', days: [3, 1] })),
});
