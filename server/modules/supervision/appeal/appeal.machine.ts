import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';
import { sellers } from '../supervision/supervision.machine.ts';

export const APPEAL_OPEN_STATES = ['SUBMITTED', 'IN_REVIEW'] as const;
export const APPEAL_STATES = [...APPEAL_OPEN_STATES, 'RESOLVED', 'WITHDRAWN'] as const;

const parties = ['buyer', ...sellers] as const satisfies readonly Role[];
const notYours: Guard = { code: 'NOT_YOUR_APPEAL', when: 'openedByOther' };

/** Life of an appeal: domain §4.7. The clock only flags a breach; nothing is decided by it. */
export const appealMachine = machine({
  type: 'Appeal',
  states: APPEAL_STATES,
  transitions: [
    { event: 'open', from: [null], to: 'SUBMITTED', by: parties },
    { event: 'take', from: ['SUBMITTED'], to: 'IN_REVIEW', by: ['operator'] },
    { event: 'askMaterial', from: ['IN_REVIEW'], to: 'IN_REVIEW', by: ['operator'] },
    { event: 'handOver', from: ['IN_REVIEW'], to: 'IN_REVIEW', by: ['operator'] },
    ...APPEAL_OPEN_STATES.flatMap((state) => [
      { event: 'respond', from: [state], to: state, by: parties } as const,
      { event: 'warn', from: [state], to: state, by: ['system'] } as const,
      { event: 'flagBreach', from: [state], to: state, by: ['system'] } as const,
    ]),
    { event: 'decide', from: ['IN_REVIEW'], to: 'RESOLVED', by: ['operator'] },
    {
      event: 'withdraw',
      from: APPEAL_OPEN_STATES,
      to: 'WITHDRAWN',
      by: parties,
      guards: [notYours],
    },
    // The order was refunded meanwhile: nothing is left to decide.
    { event: 'lapse', from: APPEAL_OPEN_STATES, to: 'WITHDRAWN', by: ['system'] },
  ],
  due: APPEAL_OPEN_STATES.flatMap((state) => [
    {
      state,
      event: 'warn',
      kind: 'BUSINESS_DAYS',
      acts: null,
      at: 'warnAt',
      optional: true,
    } as const,
    {
      state,
      event: 'flagBreach',
      kind: 'BUSINESS_DAYS',
      acts: 'OPERATOR',
      at: 'breachAt',
      copies: ['decideBy', 'dueAt'],
      optional: true,
    } as const,
  ]),
});
