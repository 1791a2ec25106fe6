import { definePolicy } from '../../../platform/rules/policy.ts';
import { OUTPUT_VAT } from '../line/vat.policies.ts';

/** Inferred: the rules give no time to pay. */
export const paymentDays = definePolicy({
  key: 'orders.payment-days',
  unit: 'DAYS',
  default: 7,
  description:
    'Days of 24 hours within which a customer pays an order; an order with a discount must be paid before the discount ends.',
});

/** Domain §8 item 33. */
export const voucherWithDiscount = definePolicy({
  key: 'orders.voucher-with-discount',
  unit: 'FLAG',
  default: 0,
  description:
    'Whether a voucher may be used together with an exclusive discount of a partner (1) or not (0).',
});

/** Inferred by analogy with renewals (domain §3.4): a change goes on with a delivery that was accepted. */
export const supervisesChanges = definePolicy({
  key: 'orders.supervise-changes',
  unit: 'FLAG',
  default: 0,
  description:
    'Whether a change of an accepted delivery is delivered under supervision again (1) or takes effect at its payment (0).',
});

/** Inferred: the rules give no validity of links to orders. */
export const linkDays = definePolicy({
  key: 'orders.link-days',
  unit: 'DAYS',
  default: 365,
  description:
    'Validity of the link to an order that is mailed to the customer, in days from the order.',
});

/** Domain §3.5. */
export const noReasonDays = definePolicy({
  key: 'orders.no-reason-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Days of 24 hours from the activation within which a customer gets an instantly delivered line refunded without a reason.',
});

/** Domain §3.5. */
export const noReasonQuota = definePolicy({
  key: 'orders.no-reason-quota',
  unit: 'COUNT',
  default: 10,
  description: 'Lines that a customer can get refunded without a reason in one calendar year.',
});

/** Inferred: the rules give the seller no time to answer a request for a refund. */
export const answerDays = definePolicy({
  key: 'orders.refund-answer-days',
  unit: 'DAYS',
  default: 5,
  description:
    'Days of 24 hours within which a seller should answer a request for a refund; nothing is decided by the clock.',
});

/** Domain §3.5. */
export const returnDays = definePolicy({
  key: 'orders.return-days',
  unit: 'DAYS',
  default: 10,
  description:
    'Days of 24 hours from the approval within which a customer sends hardware back; otherwise its request for a refund counts as withdrawn.',
});

/** Domain §3.5. */
export const returnCheckDays = definePolicy({
  key: 'orders.return-check-days',
  unit: 'DAYS',
  default: 15,
  description:
    'Days of 24 hours within which a seller checks returned hardware; otherwise the return is accepted and refunded.',
});

export const orderPolicies = [
  ...Object.values(OUTPUT_VAT.GENERAL),
  ...Object.values(OUTPUT_VAT.SMALL_SCALE),
  paymentDays,
  voucherWithDiscount,
  supervisesChanges,
  linkDays,
  noReasonDays,
  noReasonQuota,
  answerDays,
  returnDays,
  returnCheckDays,
];
