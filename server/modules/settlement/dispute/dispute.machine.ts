import { machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const LINE_DISPUTE_STATES = ['OPEN', 'UPHELD', 'DISMISSED', 'WITHDRAWN'] as const;

export const finance = ['csp.owner', 'csp.finance'] as const satisfies readonly Role[];

/**
 * Life of a dispute of one bill line: domain §4.8. The bill goes on meanwhile, but silence does not confirm it; the clock
 * only flags.
 */
export const lineDisputeMachine = machine({
  type: 'LineDispute',
  states: LINE_DISPUTE_STATES,
  transitions: [
    { event: 'open', from: [null], to: 'OPEN', by: finance },
    { event: 'uphold', from: ['OPEN'], to: 'UPHELD', by: ['operator'] },
    { event: 'dismiss', from: ['OPEN'], to: 'DISMISSED', by: ['operator'] },
    { event: 'withdraw', from: ['OPEN'], to: 'WITHDRAWN', by: finance },
    { event: 'flagBreach', from: ['OPEN'], to: 'OPEN', by: ['system'] },
  ],
  due: [
    {
      state: 'OPEN',
      event: 'flagBreach',
      kind: 'BUSINESS_DAYS',
      acts: 'OPERATOR',
      at: 'breachAt',
      optional: true,
    },
  ],
});
