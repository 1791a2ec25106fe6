import { definePolicy } from '../../../platform/rules/policy.ts';

/** The marketplace itself repeats a failed notification for this time (domain §6.3). */
export const retryHours = definePolicy({
  key: 'upstream.notification-retry',
  unit: 'HOURS',
  default: 3,
  description:
    'Time for which a notification of the marketplace is tried again before it is put into quarantine.',
});

export const requestDays = definePolicy({
  key: 'upstream.notification-keep',
  unit: 'DAYS',
  default: 30,
  description:
    'How long the request of a notification is kept after it was processed or given up; it names users with mail and mobile number.',
});
