import { definePolicy } from '../../../platform/rules/policy.ts';
import type { Role } from '../../../platform/viewer.ts';

export const secondFactorRequired = definePolicy({
  key: 'sign-in.second-factor',
  unit: 'FLAG',
  default: 1,
  description:
    'Whether operators and finance roles must turn on two-step sign-in before they can do anything else; never in the demo.',
});

/** Roles that can move money or change the rules of the site. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['operator', 'csp.finance', 'seller.finance'];

export const freshProofMinutes = definePolicy({
  key: 'sign-in.fresh-proof',
  unit: 'MINUTES',
  default: 10,
  description:
    'Time after a sign-in or another proof of identity for which a person can create keys, turn on two-step sign-in, and change tax profiles and policies.',
});

export const passwordLinkHours = definePolicy({
  key: 'sign-in.password-link',
  unit: 'HOURS',
  default: 2,
  description: 'Time for which a mailed link to set a new password is valid.',
});

export const signInPolicies = [secondFactorRequired, freshProofMinutes, passwordLinkHours];
