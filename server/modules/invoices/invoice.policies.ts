import { definePolicy } from '../../platform/rules/policy.ts';

export const reissueDays = definePolicy({
  key: 'settlement.reissue-days',
  unit: 'WORKING_DAYS',
  default: 10,
  description:
    'Working days that a partner has at least to issue a returned invoice again; an earlier deadline moves to their end.',
});

export const deliveryDays = definePolicy({
  key: 'settlement.delivery-days',
  unit: 'WORKING_DAYS',
  default: 3,
  description:
    'Working days that the estimate of a payment allows for issuing, sending and signing for the invoice.',
});
