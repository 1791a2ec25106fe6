import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';

export const OFFER_STATES = [
  'MANUAL_REVIEW',
  'SCHEDULED',
  'EFFECTIVE',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'UNUSABLE',
  'REVOKED',
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

export const GRANTED_STATES = ['SCHEDULED', 'EFFECTIVE'] as const;
/** States in which the listed customers may see an offer: those after the grant. */
export const CUSTOMER_STATES = [...GRANTED_STATES, 'EXPIRED', 'REVOKED'] as const;

const seller = ['seller.manager'] as const satisfies readonly Role[];
const sales = ['csp.owner', 'csp.manager', 'csp.rep'] as const satisfies readonly Role[];

const mayMailAgain: readonly Guard[] = [
  { code: 'MAIL_TOO_SOON', when: 'mailedRecently', params: { minutes: 'mailPause' } },
  { code: 'MAIL_LIMIT_REACHED', when: 'overMailLimit', params: { limit: 'mailLimit' } },
];
const onSale: Guard = { code: 'PRODUCT_DELISTED', when: 'productDelisted' };

/** Life of a private offer, with the states of a discount (domain §3.3, §4.4); an approved offer never changes. */
export const offerMachine = machine({
  type: 'PrivateOffer',
  states: OFFER_STATES,
  transitions: [
    { event: 'create', from: [null], to: ['SCHEDULED', 'MANUAL_REVIEW'], by: seller },
    {
      event: 'approve',
      from: ['MANUAL_REVIEW'],
      to: 'SCHEDULED',
      by: ['operator'],
      guards: [onSale, { code: 'SPECIFICATION_DELISTED', when: 'specificationDelisted' }],
    },
    { event: 'reject', from: ['MANUAL_REVIEW'], to: 'REJECTED', by: ['operator'] },
    { event: 'withdraw', from: ['MANUAL_REVIEW'], to: 'WITHDRAWN', by: seller },
    { event: 'start', from: ['SCHEDULED'], to: 'EFFECTIVE', by: ['system'] },
    {
      event: 'share',
      from: ['EFFECTIVE'],
      to: 'EFFECTIVE',
      by: seller,
      guards: mayMailAgain,
    },
    // The partner's draft takes the offer's prices; the offer itself does not change.
    ...GRANTED_STATES.map(
      (state) =>
        ({
          event: 'draftDiscount',
          from: [state],
          to: state,
          by: sales,
          guards: [onSale, { code: 'DISCOUNT_DRAFTED', when: 'discountDrafted' }],
        }) as const,
    ),
    { event: 'end', from: ['EFFECTIVE'], to: 'EXPIRED', by: ['system'] },
    // A delisted specification ends its line; the offer ends with the last line.
    ...GRANTED_STATES.map(
      (state) =>
        ({ event: 'delist', from: [state], to: [state, 'UNUSABLE'], by: ['system'] }) as const,
    ),
    { event: 'revoke', from: GRANTED_STATES, to: 'REVOKED', by: seller },
  ],
  due: [
    { state: 'SCHEDULED', event: 'start', kind: 'INSTANT', acts: null, at: 'validFrom' },
    { state: 'EFFECTIVE', event: 'end', kind: 'INSTANT', acts: null, at: 'validUntil' },
  ],
});
