import { definePolicy } from '../../../platform/rules/policy.ts';

export const jobDays = definePolicy({
  key: 'job.keep',
  unit: 'DAYS',
  default: 30,
  description:
    'How long a finished job with the outcome of its rows is kept; then it cannot be undone any more.',
});
