import { definePolicy } from '../../../platform/rules/policy.ts';

/** The marketplace itself repeats a failed notification for this time (domain §6.3). */
export const retryHours = definePolicy({
  key: 'upstream.notification-retry',
  unit: 'HOURS',
  default: 3,
  description:
    'Time for which a notification of the marketplace is tried again before it is put into quarantine.',
});
