import { definePolicy } from '../../platform/rules/policy.ts';

/** Inferred, by analogy with customer demands (domain §4.3b, §5.9): days of 24 hours, to the second. */
export const requestDays = definePolicy({
  key: 'authorizations.request-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Time within which a seller must decide on a request for a joint-sales authorization.',
});

/** Domain §5.2, margin sale. */
export const marginShare = definePolicy({
  key: 'orders.margin-share',
  unit: 'RATE',
  default: 0.9,
  description:
    "Share of the margin that a partner earns in a sale of the marketplace's own products, frozen on a discount at submission and on an order line at payment.",
});

export const authorizationPolicies = [requestDays, marginShare] as const;
