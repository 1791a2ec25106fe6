import { definePolicy } from '../../../platform/rules/policy.ts';

export const mobileCodeMinutes = definePolicy({
  key: 'notification.code.valid',
  unit: 'MINUTES',
  default: 10,
  description: 'Time for which a one-time code to verify a mobile number is valid.',
});

export const mobileCodeTries = definePolicy({
  key: 'notification.code.tries',
  unit: 'COUNT',
  default: 5,
  description:
    'Largest number of wrong codes of a member within the counting period, across new codes.',
});

export const mobileCodeSends = definePolicy({
  key: 'notification.code.sends',
  unit: 'COUNT',
  default: 5,
  description: 'Largest number of codes that a member can ask for within the counting period.',
});

export const mobileCodeWindowHours = definePolicy({
  key: 'notification.code.window',
  unit: 'HOURS',
  default: 24,
  description: 'Period over which codes and wrong entries of a member are counted.',
});

export const mobileCodePauseMinutes = definePolicy({
  key: 'notification.code.pause',
  unit: 'MINUTES',
  default: 1,
  description: 'Time that must pass before a member can ask for another code.',
});

export const mobileCodeDays = definePolicy({
  key: 'notification.code.keep',
  unit: 'DAYS',
  default: 90,
  description: 'How long a one-time code is kept with the mobile number that received it.',
});

export const mobilePolicies = [
  mobileCodeMinutes,
  mobileCodeTries,
  mobileCodeSends,
  mobileCodeWindowHours,
  mobileCodePauseMinutes,
  mobileCodeDays,
];
