import { calendar } from '../../platform/calendar.ts';
import { definePolicy } from '../../platform/rules/policy.ts';

export const openLimit = definePolicy({
  key: 'binding.open.limit',
  unit: 'COUNT',
  default: 100,
  description:
    'Largest number of pre-registered, invited and provisionally bound customers of a partner at any time.',
});

export const prospectLimit = definePolicy({
  key: 'binding.prospects',
  unit: 'COUNT',
  default: 500,
  description:
    'Largest number of accounts that a partner can try within 24 hours without a pre-registration or invitation. Each outcome tells it about an account.',
});

export const prospectDays = definePolicy({
  key: 'binding.prospects-keep',
  unit: 'DAYS',
  default: 365,
  description:
    'How long a prospect that only partners named is kept after its last binding lapsed and the last change of its data, with its bindings and notes.',
});

export const preRegistrationDays = definePolicy({
  key: 'binding.pre-registration',
  unit: 'DAYS',
  default: 15,
  description: 'Time for which a pre-registration protects a customer.',
});

export const inviteDays = definePolicy({
  key: 'binding.invite',
  unit: 'DAYS',
  default: 7,
  description: 'Time within which a customer can accept an invitation.',
});

export const provisionalDays = definePolicy({
  key: 'binding.provisional',
  unit: 'WORKING_DAYS',
  default: 10,
  description: 'Time within which a provisional binding must be confirmed.',
});

export const codeMinutes = definePolicy({
  key: 'binding.code.valid',
  unit: 'MINUTES',
  default: 10,
  description: 'Time for which a one-time code of a customer is valid.',
});

export const codeTries = definePolicy({
  key: 'binding.code.tries',
  unit: 'COUNT',
  default: 5,
  description:
    "Largest number of wrong codes for one partner's invitations to a customer within the counting period, across new codes.",
});

export const codeSends = definePolicy({
  key: 'binding.code.sends',
  unit: 'COUNT',
  default: 5,
  description:
    "Largest number of codes sent for one partner's invitations to a customer within the counting period.",
});

export const codeWindowHours = definePolicy({
  key: 'binding.code.window',
  unit: 'HOURS',
  default: 24,
  description: 'Period over which codes and wrong entries are counted.',
});

export const codePauseMinutes = definePolicy({
  key: 'binding.code.pause',
  unit: 'MINUTES',
  default: 1,
  description: 'Time that must pass before another code is sent.',
});

export const codeDays = definePolicy({
  key: 'binding.code.keep',
  unit: 'DAYS',
  default: 365,
  description:
    'How long a one-time code of a customer is kept with the address that received it, as evidence of the consent.',
});

export const newAccountDays = definePolicy({
  key: 'binding.newAccount',
  unit: 'DAYS',
  default: 7,
  description:
    'Time after its registration for which an account counts as new: it can be invited without pre-registration, and direct sales have no claim to it.',
});

export const requestMonths = definePolicy({
  key: 'binding.request.interval',
  unit: 'MONTHS',
  default: 3,
  description:
    'Time that must pass between two requests of a party to change the type or to unbind.',
});

export const unbindReminderDays = definePolicy({
  key: 'binding.unbind.reminder',
  unit: 'DAYS',
  default: 7,
  description: 'Time after which the other party is reminded of a request to unbind.',
});

export const answerLinkDays = definePolicy({
  key: 'binding.answer.link',
  unit: 'DAYS',
  default: 90,
  description: 'Time for which a link is valid with which a bound customer manages its binding.',
});

export const rebindMonths = definePolicy({
  key: 'binding.rebind.exclusion',
  unit: 'MONTHS',
  default: 6,
  description:
    'Time for which the consumption of a customer who left another partner does not count for the new one.',
});

/** For bindings before this day consumption counts at once (domain §3.2). */
export const REBIND_RULE_FROM = calendar.instantAt('2026-01-01');

export const bindingPolicies = [
  openLimit,
  prospectLimit,
  prospectDays,
  preRegistrationDays,
  inviteDays,
  provisionalDays,
  codeMinutes,
  codeTries,
  codeSends,
  codeWindowHours,
  codePauseMinutes,
  codeDays,
  newAccountDays,
  requestMonths,
  unbindReminderDays,
  answerLinkDays,
  rebindMonths,
] as const;
