import { machine } from '../../platform/machine.ts';

/**
 * A partner joins by an operator's hand and is certified once its tax and bank data are checked. Changed
 * data must be certified again: a bill is paid to what was certified.
 */
export const partnerMachine = machine({
  type: 'Partner',
  states: ['ENROLLED', 'CERTIFIED'],
  transitions: [
    { event: 'enroll', from: [null], to: 'ENROLLED', by: ['operator', 'system'] },
    { event: 'setTier', from: ['ENROLLED'], to: 'ENROLLED', by: ['operator'] },
    { event: 'setTier', from: ['CERTIFIED'], to: 'CERTIFIED', by: ['operator'] },
    {
      event: 'updateTaxProfile',
      from: ['ENROLLED', 'CERTIFIED'],
      to: 'ENROLLED',
      by: ['csp.owner', 'csp.finance'],
    },
    {
      event: 'certify',
      from: ['ENROLLED'],
      to: 'CERTIFIED',
      by: ['operator'],
      guards: [{ code: 'NO_TAX_PROFILE', when: 'withoutProfile' }],
    },
  ],
});
