import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const PAYMENT_AUTHORIZATION_STATES = ['PENDING', 'AUTHORIZED', 'REFUSED'] as const;

const sellers = ['seller.manager', 'seller.finance'] as const satisfies readonly Role[];
const released: Guard = { code: 'LINE_RELEASED', when: 'isReleased' };

/** Life of a payment authorization: domain §4.8. The clock only flags it; nothing is authorized by it. */
export const paymentAuthorizationMachine = machine({
  type: 'PaymentAuthorization',
  states: PAYMENT_AUTHORIZATION_STATES,
  transitions: [
    { event: 'request', from: [null], to: 'PENDING', by: ['system'] },
    { event: 'authorize', from: ['PENDING'], to: 'AUTHORIZED', by: sellers },
    {
      event: 'authorize',
      from: ['REFUSED'],
      to: 'AUTHORIZED',
      by: sellers,
      guards: [released],
    },
    { event: 'refuse', from: ['PENDING'], to: 'REFUSED', by: sellers },
    {
      event: 'override',
      from: ['PENDING'],
      to: 'AUTHORIZED',
      by: ['operator'],
      guards: [{ code: 'SELLER_STILL_HAS_TIME', when: 'isNotFlagged' }],
    },
    {
      event: 'override',
      from: ['REFUSED'],
      to: 'AUTHORIZED',
      by: ['operator'],
      guards: [released],
    },
    // The operator releases the whole bill; its refused lines follow.
    { event: 'release', from: ['REFUSED'], to: 'REFUSED', by: ['system'] },
    { event: 'flag', from: ['PENDING'], to: 'PENDING', by: ['system'] },
  ],
  due: [
    {
      state: 'PENDING',
      event: 'flag',
      kind: 'BUSINESS_DAYS',
      acts: 'SELLER',
      at: 'flagAt',
      optional: true,
    },
  ],
});
