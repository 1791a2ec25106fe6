import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const CSP_AUTHORIZATION_STATES = ['SCHEDULED', 'ACTIVE', 'EXPIRED', 'REVOKED'] as const;
/** Granted states: at most one such authorization per key and instant. */
export const HOLDING_STATES = ['SCHEDULED', 'ACTIVE'] as const;

/** Days before the end at which both parties are reminded (domain §7). */
export const REMINDER_DAYS = [30, 7] as const;

const seller = ['seller.manager'] as const satisfies readonly Role[];

/** CSP authorization of a common product: domain §4.3. */
export const cspAuthorizationMachine = machine({
  type: 'CspAuthorization',
  states: CSP_AUTHORIZATION_STATES,
  transitions: [
    { event: 'create', from: [null], to: ['SCHEDULED', 'ACTIVE'], by: seller },
    { event: 'start', from: ['SCHEDULED'], to: 'ACTIVE', by: ['system'] },
    { event: 'modify', from: ['SCHEDULED'], to: 'SCHEDULED', by: seller },
    { event: 'modify', from: ['ACTIVE'], to: 'ACTIVE', by: seller },
    { event: 'revoke', from: HOLDING_STATES, to: 'REVOKED', by: seller },
    { event: 'end', from: ['ACTIVE'], to: 'EXPIRED', by: ['system'] },
    { event: 'unbind', from: HOLDING_STATES, to: 'EXPIRED', by: ['system'] },
  ],
  due: [
    { state: 'SCHEDULED', event: 'start', kind: 'INSTANT', acts: null, at: 'validFrom' },
    { state: 'ACTIVE', event: 'end', kind: 'INSTANT', acts: null, at: 'validUntil' },
  ],
  reminders: [{ state: 'ACTIVE', before: 'validUntil', days: REMINDER_DAYS }],
});
