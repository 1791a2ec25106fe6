import { filter } from '../../../../list/filters.ts';

/** Types whose deadlines a side must meet. */
const SUBJECTS = [
  'PartnerBinding',
  'JointSalesAuthorization',
  'ExclusiveDiscount',
  'CustomerDemand',
  'PrivateOffer',
  'Order',
  'RefundRequest',
  'Supervision',
  'Appeal',
  'SettlementBill',
  'PaymentAuthorization',
  'LineDispute',
  'Invoice',
] as const;
export const SIDES = ['PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'] as const;
export const OUTCOMES = ['IN_TIME', 'LATE', 'LAPSED', 'WITHDRAWN'] as const;

export const filters = {
  actsSide: filter.choice('ui.report.actsSide', 'ActingSide', SIDES),
  subjectType: filter.choice('ui.report.subject', 'Subject', SUBJECTS),
};
export const outcome = filter.choice('ui.report.outcome', 'DeadlineOutcomeKind', OUTCOMES);
