import { definePolicy } from '../../../platform/rules/policy.ts';

/** Inferred (domain §4.6): the rules flag a node that nobody has left for five days. */
export const stalledDays = definePolicy({
  key: 'supervision.stalled-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Days of 24 hours after which a node that the side in turn has not left counts as stalled; the side is reminded four and two days before.',
});

export const warnShare = definePolicy({
  key: 'supervision.warn-share',
  unit: 'RATE',
  default: 0.8,
  description: 'Share of the promised delivery time after which the seller is warned.',
});

export const autoAcceptDays = definePolicy({
  key: 'supervision.auto-accept-days',
  unit: 'DAYS',
  default: 10,
  description:
    "Days of 24 hours after the carrier's sign-off at which hardware counts as accepted; never if the recipient's phone differs from the order's.",
});

/** Inferred: one reminder a day to another side on one matter. */
export const nudgeHours = definePolicy({
  key: 'supervision.nudge-hours',
  unit: 'HOURS',
  default: 24,
  description: 'Hours between two reminders that parties send to the side in turn.',
});

export const supervisionPolicies = [stalledDays, warnShare, autoAcceptDays, nudgeHours] as const;
