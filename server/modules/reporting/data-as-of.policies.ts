import { definePolicy } from '../../platform/rules/policy.ts';

export const readyHour = definePolicy({
  key: 'reporting.ready-hour',
  unit: 'HOURS',
  default: 8,
  description:
    'Hours after midnight from which transaction details and performance show the day before (T+1 08:00).',
});
