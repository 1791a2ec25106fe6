import { machine } from '../../../platform/machine.ts';
import { KEEPER_ROLES } from '../account/upstream-account.machine.ts';

export const DIFFERENCE_STATES = ['OPEN', 'RESOLVED'] as const;

/** Life of a difference. Each resolving step is an event. */
export const differenceMachine = machine({
  type: 'Difference',
  states: DIFFERENCE_STATES,
  transitions: [
    { event: 'find', from: [null], to: 'OPEN', by: ['system'] },
    {
      event: 'takeOver',
      from: ['OPEN'],
      to: 'RESOLVED',
      by: KEEPER_ROLES,
      guards: [
        { code: 'NOTHING_TO_TAKE_OVER', when: 'nothingToTakeOver' },
        { code: 'LINKED_ELSEWHERE', when: 'linkedElsewhere' },
        { code: 'UPSTREAM_MANAGER_UNKNOWN', when: 'managerUnknown', params: { name: 'theirs' } },
      ],
    },
    { event: 'keepOurs', from: ['OPEN'], to: 'RESOLVED', by: KEEPER_ROLES },
    {
      event: 'endBinding',
      from: ['OPEN'],
      to: 'RESOLVED',
      by: KEEPER_ROLES,
      guards: [{ code: 'NO_BINDING_TO_END', when: 'noBindingToEnd' }],
    },
    // Both sides agree again.
    { event: 'settle', from: ['OPEN'], to: 'RESOLVED', by: ['system'] },
  ],
});
