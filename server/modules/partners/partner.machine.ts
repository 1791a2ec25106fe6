import { type Guard, machine } from '../../platform/machine.ts';

const withoutProfile: Guard = { code: 'NO_TAX_PROFILE', when: 'withoutProfile' };
const rejected: Guard = { code: 'CERTIFICATION_REJECTED', when: 'isRejected' };

/**
 * An operator enrolls a partner, and certifies or rejects its tax and bank data with the business license. Changed
 * data must be certified again, because bills are paid to the certified account.
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
      guards: [withoutProfile, { code: 'NO_BUSINESS_LICENSE', when: 'withoutLicense' }, rejected],
    },
    {
      event: 'rejectCertification',
      from: ['ENROLLED'],
      to: 'ENROLLED',
      by: ['operator'],
      guards: [withoutProfile, rejected],
    },
  ],
});
