import { definePolicy } from '../../../platform/rules/policy.ts';

/** Days of 24 hours, to the second (domain §5.9). */
export const answerDays = definePolicy({
  key: 'demands.answer-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Time within which a seller must receive a customer demand; after it the demand counts as rejected.',
});

/** Inferred: the rules give no period for the offer (domain §4.2). */
export const offerDays = definePolicy({
  key: 'demands.offer-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Time within which a seller should create the private offer of a received demand; only a reminder, nothing lapses.',
});
