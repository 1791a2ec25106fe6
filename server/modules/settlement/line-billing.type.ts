import { enumType } from '../../platform/schema/types.ts';

export const BillingStatusEnum = enumType('BillingStatus', 'Whether an order line was billed.', {
  NOT_APPLICABLE: 'Attributed to no partner: nothing is settled.',
  PENDING: 'Not in a bill yet (待出账).',
  ISSUED: 'In a bill (已出账).',
});

export const BillingBlockerEnum = enumType(
  'BillingBlocker',
  'Why an order line is in no bill yet.',
  {
    NO_SHARE_AGREED: 'No share was agreed with the seller.',
    NOT_EFFECTIVE: 'It has not taken effect (未生效).',
    SUPERVISION_OPEN: 'Its service supervision is not over (服务监管未完成).',
    UNPAID_CREDIT: 'The customer paid on credit and has not repaid (客户未还款).',
    NOT_CERTIFIED: "The partner's business information is not certified (商业信息未认证).",
    ORIGINAL_NOT_BILLED: 'A refund: the line that it takes back is not billable itself.',
    BELOW_THRESHOLD: 'The lines of its product type have not reached the threshold (未达结算门槛).',
    RUN_DAY_NOT_REACHED: 'It joins the next monthly run (未到出账日).',
  },
);
