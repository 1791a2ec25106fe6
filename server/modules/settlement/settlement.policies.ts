import { calendar } from '../../platform/calendar.ts';
import { definePolicy } from '../../platform/rules/policy.ts';

export const thresholdFen = definePolicy({
  key: 'settlement.threshold',
  unit: 'FEN',
  default: 100_000,
  description:
    'Threshold of the settlement of one product type in fen, including tax; a lower amount is carried over to the next bill run.',
});

export const runDay = definePolicy({
  key: 'settlement.run-day',
  unit: 'DAY_OF_MONTH',
  default: 3,
  description:
    'Day of the month of the bill run for the previous month; a day off moves it to the next working day. The international site runs on the 7th.',
});

export const parkGrowth = definePolicy({
  key: 'settlement.park-growth',
  unit: 'PERCENT',
  default: 200,
  description:
    "Percentage by which a bill may exceed the mean of the partner's last three; a higher one is parked for a person's decision (搁置).",
});

export const parkNegative = definePolicy({
  key: 'settlement.park-negative',
  unit: 'FLAG',
  default: 1,
  description:
    'Whether the bill run parks a partner whose refunds exceed its sales; otherwise the balance is carried forward.',
});

export const parkUncertified = definePolicy({
  key: 'settlement.park-uncertified',
  unit: 'FLAG',
  default: 1,
  description:
    'Whether the bill run parks a partner with earnings that is not certified; otherwise it is left out. It gets no bill either way.',
});

export const reviewDays = definePolicy({
  key: 'settlement.review-days',
  unit: 'WORKING_DAYS',
  default: 2,
  description: 'Working days within which a generated bill should be reviewed and sent.',
});

/** Domain §4.8, §8 item 17: bills sent from 2024-12-24 on go to the countersignature without a confirmation. */
export const partnerConfirms = definePolicy({
  key: 'settlement.partner-confirms',
  unit: 'FLAG',
  default: 0,
  description:
    'Whether a sent bill awaits the confirmation of its partner before the countersignature (1) or goes there at once (0).',
});

export const confirmDays = definePolicy({
  key: 'settlement.confirm-days',
  unit: 'WORKING_DAYS',
  default: 5,
  description:
    'Working days that a partner has to confirm a sent bill; afterwards it counts as confirmed (逾期视为确认).',
});

export const countersignDays = definePolicy({
  key: 'settlement.countersign-days',
  unit: 'WORKING_DAYS',
  default: 8,
  description: 'Working days within which a sent bill should be countersigned (会签).',
});

export const verifyDays = definePolicy({
  key: 'settlement.verify-days',
  unit: 'WORKING_DAYS',
  default: 2,
  description: 'Working days within which a signed-for invoice should be checked.',
});

export const authorizationDays = definePolicy({
  key: 'settlement.authorization-days',
  unit: 'WORKING_DAYS',
  default: 10,
  description:
    'Working days after which a payment authorization that the seller did not decide is flagged (授权付款).',
});

export const disputeDays = definePolicy({
  key: 'settlement.dispute-days',
  unit: 'WORKING_DAYS',
  default: 3,
  description: 'Working days within which a line dispute should be decided (明细异议).',
});

export const paymentDays = definePolicy({
  key: 'settlement.payment-days',
  unit: 'WORKING_DAYS',
  default: 6,
  description: 'Working days within which a bill with a checked invoice should be paid.',
});

export const serviceVatGeneral = definePolicy({
  key: 'settlement.service-vat-general',
  unit: 'RATE',
  default: 0.06,
  description: 'VAT rate of the service fee of general taxpayers (服务费税率).',
});

export const serviceVatSmall = definePolicy({
  key: 'settlement.service-vat-small-scale',
  unit: 'RATE',
  default: 0.03,
  description: 'VAT rate of the service fee of small-scale taxpayers, without the concession.',
});

export const serviceVatConcession = definePolicy({
  key: 'settlement.service-vat-concession',
  unit: 'RATE',
  default: 0.01,
  description: 'Reduced VAT rate of small-scale taxpayers until the end of 2027.',
});

/** The concession for small-scale taxpayers applies to invoices before this day (domain §5.5). */
export const CONCESSION_ENDS = calendar.instantAt('2028-01-01');

export const settlementPolicies = [
  thresholdFen,
  runDay,
  parkGrowth,
  parkNegative,
  parkUncertified,
  reviewDays,
  partnerConfirms,
  confirmDays,
  countersignDays,
  verifyDays,
  paymentDays,
  authorizationDays,
  disputeDays,
  serviceVatGeneral,
  serviceVatSmall,
  serviceVatConcession,
] as const;
