import { definePolicy } from '../../platform/rules/policy.ts';

export const reissueDays = definePolicy({
  key: 'settlement.reissue-days',
  unit: 'WORKING_DAYS',
  default: 10,
  description:
    'Working days that a partner has at least to issue a returned invoice again; an earlier deadline moves to their end.',
});
