import { machine } from '../../../platform/machine.ts';
import { KEEPER_ROLES } from '../account/upstream-account.machine.ts';

export const QUARANTINE_STATES = ['OPEN', 'APPLIED', 'DISMISSED'] as const;

/** Life of a row that could not be applied. */
export const quarantinedRowMachine = machine({
  type: 'QuarantinedRow',
  states: QUARANTINE_STATES,
  transitions: [
    { event: 'quarantine', from: [null], to: 'OPEN', by: ['system'] },
    { event: 'retry', from: ['OPEN'], to: 'APPLIED', by: KEEPER_ROLES },
    // The upstream has sent the row again, and well-formed.
    { event: 'heal', from: ['OPEN'], to: 'APPLIED', by: ['system'] },
    { event: 'dismiss', from: ['OPEN'], to: 'DISMISSED', by: KEEPER_ROLES },
  ],
});
