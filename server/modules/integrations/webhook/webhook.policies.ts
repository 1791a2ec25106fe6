import { definePolicy } from '../../../platform/rules/policy.ts';

export const giveUpHours = definePolicy({
  key: 'webhook.give-up',
  unit: 'HOURS',
  default: 72,
  description:
    'Time for which an event that a receiver does not accept is tried again before its webhook is disabled.',
});

export const overlapHours = definePolicy({
  key: 'webhook.secret-overlap',
  unit: 'HOURS',
  default: 24,
  description: 'Time after a rotation for which messages are also signed with the former secret.',
});

export const deliveryDays = definePolicy({
  key: 'webhook.delivery-keep',
  unit: 'DAYS',
  default: 30,
  description:
    'How long an attempt to deliver a message is kept, with the beginning of its answer.',
});
