import { machine } from '../../../platform/machine.ts';

/** An organization is set up by an operator, and may be suspended and reinstated by one. */
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
