import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const DISCOUNT_STATES = [
  'DRAFT',
  'SYSTEM_REVIEW',
  'SELLER_REVIEW',
  'MANUAL_REVIEW',
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'UNUSABLE',
  'REVOKED',
] as const;
export type DiscountState = (typeof DISCOUNT_STATES)[number];

/** States in which a person reviews, until a deadline. */
export const PERSON_REVIEW_STATES = ['SELLER_REVIEW', 'MANUAL_REVIEW'] as const;
export const REVIEW_STATES = ['SYSTEM_REVIEW', ...PERSON_REVIEW_STATES] as const;
/** Granted states: at most one such discount per customer, specification and instant. */
export const GRANTED_STATES = ['SCHEDULED', 'EFFECTIVE'] as const;
/** States of discounts that ended before their time after the grant. */
export const BROKEN_STATES = ['REVOKED', 'UNUSABLE'] as const;
/** Final states. */
export const ENDED_STATES = ['WITHDRAWN', 'EXPIRED', ...BROKEN_STATES] as const;
/** States that are not final. Names are unique among the discounts in these states. */
export const OPEN_STATES = ['DRAFT', ...REVIEW_STATES, ...GRANTED_STATES] as const;
/** States in which the customer may see a discount: those after the grant. */
export const CUSTOMER_STATES = [...GRANTED_STATES, 'EXPIRED', 'REVOKED'] as const;

const sales = ['csp.owner', 'csp.manager', 'csp.rep'] as const satisfies readonly Role[];
/** Roles that may share a discount's private link, also those of sub-distributors (domain §3.3, §4.4). */
export const SHARING_ROLES = sales;
const reviewers = ['seller.manager', 'seller.reviewer'] as const satisfies readonly Role[];

/** Roles that comment on a discount in review. */
export const DISCUSSING_ROLES = [
  ...sales,
  ...reviewers,
  'operator',
] as const satisfies readonly Role[];

const mayCreate: readonly Guard[] = [
  { code: 'TIER_NOT_ALLOWED', when: 'subDistributor' },
  { code: 'CUSTOMER_NOT_BOUND', when: 'notBound' },
];
const onSale: readonly Guard[] = [
  { code: 'PRODUCT_DELISTED', when: 'productDelisted' },
  { code: 'SPECIFICATION_DELISTED', when: 'specificationDelisted' },
];

const mayMailAgain: readonly Guard[] = [
  { code: 'MAIL_TOO_SOON', when: 'mailedRecently', params: { minutes: 'mailPause' } },
  { code: 'MAIL_LIMIT_REACHED', when: 'overMailLimit', params: { limit: 'mailLimit' } },
];

const mayExtend: readonly Guard[] = [
  { code: 'AUTO_NOT_EXTENDED', when: 'madeBySystem' },
  { code: 'ALREADY_EXTENDED', when: 'extended' },
  ...mayCreate,
  ...onSale,
];

/** Life of an exclusive discount, from draft through review to its end: domain §4.4. */
export const discountMachine = machine({
  type: 'ExclusiveDiscount',
  states: DISCOUNT_STATES,
  transitions: [
    { event: 'create', from: [null], to: 'DRAFT', by: sales, guards: mayCreate },
    // Automatic discount of a paid order line (domain §3 item 21); it ends with the payment.
    // One whose payment is past is over when it is written.
    { event: 'grantAutomatically', from: [null], to: ['EFFECTIVE', 'EXPIRED'], by: ['system'] },
    { event: 'update', from: ['DRAFT', 'REJECTED'], to: 'DRAFT', by: sales },
    {
      event: 'submit',
      from: ['DRAFT'],
      to: ['SYSTEM_REVIEW', 'MANUAL_REVIEW'],
      by: sales,
      guards: [...mayCreate, ...onSale],
    },
    { event: 'pass', from: ['SYSTEM_REVIEW'], to: ['SELLER_REVIEW', 'SCHEDULED'], by: ['system'] },
    { event: 'approve', from: ['SELLER_REVIEW'], to: 'SCHEDULED', by: reviewers, guards: onSale },
    {
      event: 'approve',
      from: ['MANUAL_REVIEW'],
      to: ['SCHEDULED', 'SELLER_REVIEW'],
      by: ['operator'],
      guards: onSale,
    },
    { event: 'reject', from: ['SELLER_REVIEW'], to: 'REJECTED', by: reviewers },
    { event: 'reject', from: ['MANUAL_REVIEW'], to: 'REJECTED', by: ['operator'] },
    { event: 'withdraw', from: REVIEW_STATES, to: 'WITHDRAWN', by: sales },
    { event: 'start', from: ['SCHEDULED'], to: 'EFFECTIVE', by: ['system'] },
    {
      event: 'share',
      from: ['EFFECTIVE'],
      to: 'EFFECTIVE',
      by: SHARING_ROLES,
      guards: mayMailAgain,
    },
    // The extended discount does not change; its successor begins at its end.
    ...GRANTED_STATES.map(
      (state) =>
        ({ event: 'extend', from: [state], to: state, by: sales, guards: mayExtend }) as const,
    ),
    { event: 'end', from: ['EFFECTIVE'], to: 'EXPIRED', by: ['system'] },
    // A delisted specification ends its line; the discount ends with the last line.
    ...GRANTED_STATES.map(
      (state) =>
        ({ event: 'delist', from: [state], to: [state, 'UNUSABLE'], by: ['system'] }) as const,
    ),
    {
      event: 'unbind',
      from: [...REVIEW_STATES, ...GRANTED_STATES],
      to: 'UNUSABLE',
      by: ['system'],
    },
    { event: 'revoke', from: ['EFFECTIVE'], to: 'REVOKED', by: sales },
  ],
  due: [
    {
      state: 'SELLER_REVIEW',
      event: null,
      kind: 'BUSINESS_DAYS',
      acts: 'SELLER',
      at: 'reviewDueAt',
    },
    {
      state: 'MANUAL_REVIEW',
      event: null,
      kind: 'BUSINESS_DAYS',
      acts: 'OPERATOR',
      at: 'reviewDueAt',
    },
    { state: 'SCHEDULED', event: 'start', kind: 'INSTANT', acts: null, at: 'validFrom' },
    { state: 'EFFECTIVE', event: 'end', kind: 'INSTANT', acts: null, at: 'validUntil' },
  ],
  // Schedule of domain §7.
  reminders: [{ state: 'EFFECTIVE', before: 'validUntil', days: [7, 1] }],
});
