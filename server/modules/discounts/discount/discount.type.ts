import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const DiscountStatusEnum = enumType(
  'ExclusiveDiscountStatus',
  'State of an exclusive discount.',
  {
    DRAFT: 'Saved by the partner, visible to nobody else (草稿).',
    SYSTEM_REVIEW: 'In review by the system (系统审核).',
    SELLER_REVIEW: 'In review by the seller (商家审核).',
    MANUAL_REVIEW:
      'In review by operations as a special commercial request below the floor (运营审核中).',
    SCHEDULED: 'Granted; takes effect at its start (待生效).',
    EFFECTIVE: 'In effect: the customer pays this price now (生效中).',
    REJECTED: 'Rejected by the reviewer; may be changed and submitted again (已驳回).',
    WITHDRAWN: 'Withdrawn by the partner while in review (已撤回).',
    EXPIRED: 'Validity ended (已到期).',
    UNUSABLE: 'No longer usable: product delisted or customer unbound (不可用).',
    REVOKED: 'Revoked by the partner (已终止).',
  },
);

export const DiscountDepthEnum = enumType(
  'ExclusiveDiscountDepth',
  'Distance of the net total below the list total, as a share of it (优惠深度).',
  {
    UP_TO_5: 'At most 5 %: 9.5 折 or more.',
    UP_TO_10: 'More than 5 % and at most 10 %.',
    UP_TO_20: 'More than 10 % and at most 20 %.',
    UP_TO_30: 'More than 20 % and at most 30 %.',
    OVER_30: 'More than 30 %: below 7 折.',
  },
);

export const DiscountOriginEnum = enumType('ExclusiveDiscountOrigin', 'Origin of a discount.', {
  PARTNER: 'Granted by the partner.',
  AUTO: 'Created by the system at payment to attribute an order; the price is the list price (自动专属优惠).',
});

export const UnusableReasonEnum = enumType(
  'ExclusiveDiscountUnusableReason',
  'Reason why a discount can no longer be used.',
  {
    PRODUCT_DELISTED: 'The product was delisted.',
    SPECIFICATION_DELISTED: 'The last specification on sale was delisted.',
    CUSTOMER_UNBOUND: 'The customer is no longer bound to the partner.',
  },
);

@ObjectType('ExclusiveDiscount', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Price for one customer on specifications of one product, granted by the partner to which the customer is bound (专属优惠).',
})
export class ExclusiveDiscountType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: EXD, the day, a running number.' })
  number!: string;

  @Field(() => String, {
    description: "Name that the customer sees, unique among the partner's open discounts.",
  })
  name!: string;

  @Field(() => DiscountStatusEnum, {
    description: 'State of the discount; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof DiscountStatusEnum;

  @Field(() => DiscountOriginEnum, { description: 'Origin of the discount.' })
  origin!: keyof typeof DiscountOriginEnum;

  @Field(() => String, { description: 'Name of the customer at the last save.' })
  customerName!: string;

  @Field(() => String, { description: 'Name of the product at the last save.' })
  productName!: string;

  @Field(() => scalar.dateTime, {
    description:
      'First instant of the price. It is later than the submission, and moves to the approval if that is later still.',
  })
  validFrom!: Date;

  @Field(() => scalar.dateTime, { description: 'First instant after the price.' })
  validUntil!: Date;

  @Field(() => MoneyType, { description: 'Sum of the list prices of the usable lines.' })
  listTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Sum of the net prices of the usable lines.' })
  netTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Savings of the customer: list total less net total.' })
  savings!: MoneyType;

  @Field(() => String, {
    nullable: true,
    description: 'Note of the partner; null for customers and distributors.',
  })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Justification for a price below the floor (特殊商务申请); null for customers and distributors.',
  })
  justification!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the discount was requested below the floor (特殊商务申请); null for customers.',
  })
  isSpecial!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Version number of the authorization's terms at submission; null for customers, distributors, on a draft, and where no authorization is needed.",
  })
  termsVersion!: number | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      "Share ratio of the partner under the terms at submission, 0 to 1; of the marketplace's own products, that of the margin above the floor. Null for customers, distributors and on a draft.",
  })
  shareRatio!: string | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the last submission.' })
  submittedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time by which the reviewer should decide; only a reminder, nothing lapses.',
  })
  reviewDueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `reviewDueAt` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).',
  })
  isReviewDueProvisional!: boolean;

  @Field(() => scalar.dateTime, { nullable: true, description: "Time of the reviewer's decision." })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the reviewer; null for customers and distributors.',
  })
  decidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason that the reviewer gave, required for a rejection; null for customers and distributors.',
  })
  decisionReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which an operator approved the special request (特殊商务申请).',
  })
  specialDecidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the operator who approved the special request; null for customers and distributors.',
  })
  specialDecidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason of the operator for the price below the floor; null for customers and distributors.',
  })
  specialReason!: string | null;

  @Field(() => Boolean, {
    description:
      "Whether the seller decides after the operator's approval: a special request on a common product in MANUAL_REVIEW.",
  })
  sellerDecidesNext!: boolean;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Latest end that an extension may have, by policy `discounts.max-days`; null unless SCHEDULED or EFFECTIVE.',
  })
  extendableUntil!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the discount took effect.',
  })
  activatedAt!: Date | null;

  @Field(() => UnusableReasonEnum, {
    nullable: true,
    description: 'Reason for the state UNUSABLE.',
  })
  unusableReason!: keyof typeof UnusableReasonEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the partner for the revocation; null for customers and distributors.',
  })
  revokeReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Private link (私有链接) for the customer, as a path below the portal's address; null unless the discount is EFFECTIVE and the viewer may share it. A key needs the scope `write`.",
  })
  privateUrl!: string | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the discount was first saved.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
