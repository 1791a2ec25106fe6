import { machine } from '../../platform/machine.ts';

/**
 * An operator enrolls a partner and certifies it once its tax and bank data are checked. Changed data must be
 * certified again, because bills are paid to the certified account.
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
