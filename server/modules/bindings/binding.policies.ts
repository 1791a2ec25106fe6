import { instantAt } from '../../platform/calendar.ts';
import { definePolicy } from '../../platform/rules/policy.ts';

export const openLimit = definePolicy({
  key: 'binding.open.limit',
  unit: 'count',
  default: 100,
  description:
    'How many reported, invited and provisionally bound customers a partner may have at once.',
});

export const reportDays = definePolicy({
  key: 'binding.report',
  unit: 'days',
  default: 15,
  description: 'How long a reported customer is reserved.',
});

export const inviteDays = definePolicy({
  key: 'binding.invite',
  unit: 'days',
  default: 7,
  description: 'How long an invitation can be answered.',
});

export const provisionalDays = definePolicy({
  key: 'binding.provisional',
  unit: 'working days',
  default: 10,
  description: 'How long an acceptance without proof waits to be confirmed.',
});

export const codeMinutes = definePolicy({
  key: 'binding.code.valid',
  unit: 'minutes',
  default: 10,
  description: 'How long a one-time code of a customer can be entered.',
});

export const codeTries = definePolicy({
  key: 'binding.code.tries',
  unit: 'count',
  default: 5,
  description:
    "How many wrong codes may be entered for one partner's invitations to a customer within the counting period, new codes included.",
});

export const codeSends = definePolicy({
  key: 'binding.code.sends',
  unit: 'count',
  default: 5,
  description:
    "How many codes may be sent for one partner's invitations to a customer within the counting period.",
});

export const codeWindowHours = definePolicy({
  key: 'binding.code.window',
  unit: 'hours',
  default: 24,
  description: 'The period over which codes and wrong entries are counted.',
});

export const codePauseMinutes = definePolicy({
  key: 'binding.code.pause',
  unit: 'minutes',
  default: 1,
  description: 'How long to wait before another code is sent.',
});

export const newAccountDays = definePolicy({
  key: 'binding.newAccount',
  unit: 'days',
  default: 7,
  description:
    'How long after its registration an account counts as new: it may be invited without a report, and direct sales have no claim to it.',
});

export const requestMonths = definePolicy({
  key: 'binding.request.interval',
  unit: 'months',
  default: 3,
  description: 'How long a party waits between two requests to change the type or to unbind.',
});

export const unbindReminderDays = definePolicy({
  key: 'binding.unbind.reminder',
  unit: 'days',
  default: 7,
  description: 'After how long the other party is reminded of a request to unbind.',
});

export const answerLinkDays = definePolicy({
  key: 'binding.answer.link',
  unit: 'days',
  default: 90,
  description: 'How long a link works by which a bound customer manages its binding.',
});

export const rebindMonths = definePolicy({
  key: 'binding.rebind.exclusion',
  unit: 'months',
  default: 6,
  description: 'How long a new partner is not credited with a customer that left another one.',
});

/** For bindings before this day consumption counts at once (domain §3.2). */
export const REBIND_RULE_FROM = instantAt('2026-01-01');

export const bindingPolicies = [
  openLimit,
  reportDays,
  inviteDays,
  provisionalDays,
  codeMinutes,
  codeTries,
  codeSends,
  codeWindowHours,
  codePauseMinutes,
  newAccountDays,
  requestMonths,
  unbindReminderDays,
  answerLinkDays,
  rebindMonths,
] as const;
