import { machine } from '../../../platform/machine.ts';

/** An operator creates, suspends and reinstates organizations. */
export const organizationMachine = machine({
  type: 'Organization',
  states: ['ACTIVE', 'SUSPENDED'],
  transitions: [
    { event: 'create', from: [null], to: 'ACTIVE', by: ['operator', 'system'] },
    {
      event: 'suspend',
      from: ['ACTIVE'],
      to: 'SUSPENDED',
      by: ['operator'],
      guards: [{ code: 'OWN_ORGANIZATION', when: 'own' }],
    },
    { event: 'reinstate', from: ['SUSPENDED'], to: 'ACTIVE', by: ['operator'] },
  ],
});
