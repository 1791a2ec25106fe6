import { definePolicy } from '../../platform/rules/policy.ts';

/** Inferred, by analogy with customer demands (domain §4.3b, §5.9): days of 24 hours, to the second. */
export const requestDays = definePolicy({
  key: 'authorizations.request-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Time within which a seller must decide on a request for a joint-sales authorization.',
});

export const authorizationPolicies = [requestDays] as const;
