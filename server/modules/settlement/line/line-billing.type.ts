import { enumType } from '../../../platform/schema/types.ts';

export const BillingStatusEnum = enumType('BillingStatus', 'Billing status of an order line.', {
  NOT_APPLICABLE: 'Not attributed to a partner, so nothing is settled.',
  PENDING: 'Not included in a settlement bill yet (待出账).',
  ISSUED: 'Included in a settlement bill (已出账).',
});

export const BillingBlockerEnum = enumType(
  'BillingBlocker',
  'Reason why an order line is not billed yet.',
  {
    NO_SHARE_AGREED: 'No share ratio was agreed with the seller.',
    NOT_EFFECTIVE: 'The line has not taken effect (未生效).',
    SUPERVISION_OPEN: 'The service supervision is not completed (服务监管未完成).',
    UNPAID_CREDIT: 'The customer paid on credit and has not repaid (客户未还款).',
    NOT_CERTIFIED: "The partner's business information is not certified (商业信息未认证).",
    ORIGINAL_NOT_BILLED: 'The refunded line is not billable itself.',
    REFUNDED: 'Refunded in full before it was billable: neither line nor refund is billed.',
    BELOW_THRESHOLD: 'The lines of the product type have not reached the threshold (未达结算门槛).',
    PARKED: 'The bill run parked the partner; an operator decides (搁置).',
    RUN_LATE: 'The run day is over, but the bill run is not made yet (出账延迟).',
    RUN_DAY_NOT_REACHED: 'The line is included in the next monthly bill run (未到出账日).',
  },
);
