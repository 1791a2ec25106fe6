import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const DEMAND_STATES = [
  'DRAFT',
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'AUTO_REJECTED',
  'WITHDRAWN',
  'CONVERTED',
  'CLOSED',
] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

/** States from which a demand can be cloned into a new draft. */
export const ENDED_STATES = [
  'REJECTED',
  'AUTO_REJECTED',
  'WITHDRAWN',
  'CONVERTED',
  'CLOSED',
] as const;

export const DEMAND_SALES = [
  'csp.owner',
  'csp.manager',
  'csp.rep',
] as const satisfies readonly Role[];
const reviewers = ['seller.manager', 'seller.reviewer'] as const satisfies readonly Role[];

/** Roles and states in which a demand is discussed: from its submission until its end without an offer. */
export const DISCUSSING_ROLES = [
  ...DEMAND_SALES,
  ...reviewers,
  'operator',
] as const satisfies readonly Role[];
export const DISCUSSED_STATES = ['SUBMITTED', 'ACCEPTED', 'CONVERTED'] as const;

const inTime: Guard = { code: 'DEMAND_LAPSED', when: 'lapsed' };

/** Days of 24 hours before the deadline at which both parties are reminded: 48 and 12 hours (domain §7). */
const REMINDERS = [2, 0.5] as const;

/** Life of a customer demand: domain §4.2. */
export const demandMachine = machine({
  type: 'CustomerDemand',
  states: DEMAND_STATES,
  transitions: [
    { event: 'create', from: [null], to: 'DRAFT', by: DEMAND_SALES },
    { event: 'update', from: ['DRAFT'], to: 'DRAFT', by: DEMAND_SALES },
    {
      event: 'submit',
      from: ['DRAFT'],
      to: 'SUBMITTED',
      by: DEMAND_SALES,
      guards: [{ code: 'PRODUCT_DELISTED', when: 'productDelisted' }],
    },
    {
      event: 'nudge',
      from: ['SUBMITTED'],
      to: 'SUBMITTED',
      by: DEMAND_SALES,
      guards: [inTime, { code: 'NUDGED_TODAY', when: 'nudgedToday' }],
    },
    { event: 'withdraw', from: ['SUBMITTED'], to: 'WITHDRAWN', by: DEMAND_SALES },
    { event: 'receive', from: ['SUBMITTED'], to: 'ACCEPTED', by: reviewers, guards: [inTime] },
    { event: 'reject', from: ['SUBMITTED'], to: 'REJECTED', by: reviewers, guards: [inTime] },
    { event: 'lapse', from: ['SUBMITTED'], to: 'AUTO_REJECTED', by: ['system'] },
    {
      event: 'convert',
      from: ['ACCEPTED'],
      to: 'CONVERTED',
      by: ['seller.manager'],
      guards: [{ code: 'PRODUCT_DELISTED', when: 'productDelisted' }],
    },
    // The offer of the demand was rejected or withdrawn in review.
    { event: 'reopen', from: ['CONVERTED'], to: 'ACCEPTED', by: ['system'] },
    { event: 'close', from: ['ACCEPTED'], to: 'CLOSED', by: reviewers },
    // The cloned demand does not change; its copy is a new draft.
    ...ENDED_STATES.map(
      (state) => ({ event: 'clone', from: [state], to: state, by: DEMAND_SALES }) as const,
    ),
  ],
  due: [
    { state: 'SUBMITTED', event: 'lapse', kind: 'CALENDAR_DAYS', acts: 'SELLER', at: 'dueAt' },
    { state: 'ACCEPTED', event: null, kind: 'CALENDAR_DAYS', acts: 'SELLER', at: 'dueAt' },
  ],
  reminders: [{ state: 'SUBMITTED', before: 'dueAt', days: REMINDERS }],
});
