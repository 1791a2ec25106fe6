import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  MoneyType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';

export const DiscountStatusEnum = enumType(
  'ExclusiveDiscountStatus',
  'State of an exclusive discount.',
  {
    DRAFT: 'Saved by the partner, seen by nobody else (草稿).',
    SYSTEM_REVIEW: 'Being checked by the system (系统审核).',
    SELLER_REVIEW: 'Waits for the seller (商家审核).',
    MANUAL_REVIEW:
      'Below the floor: waits for an operator as a special commercial request (转运营审核).',
    SCHEDULED: 'Granted, takes effect at its start (待生效).',
    EFFECTIVE: 'The customer pays this price now (生效中).',
    REJECTED: 'Refused by the reviewer; may be changed and submitted again (已驳回).',
    WITHDRAWN: 'Taken back by the partner while in review (已撤回).',
    EXPIRED: 'Its period is over (已到期).',
    UNUSABLE: 'Delisted product or unbound customer (不可用).',
    REVOKED: 'Ended early by the partner (已终止).',
  },
);

export const DiscountOriginEnum = enumType(
  'ExclusiveDiscountOrigin',
  'How a discount came to be.',
  {
    PARTNER: 'Granted by the partner.',
    AUTO: 'Made by the system at payment to attribute an order; the price is the list price (自动专属优惠).',
  },
);

export const UnusableReasonEnum = enumType(
  'ExclusiveDiscountUnusableReason',
  'Why a discount can no longer be used.',
  {
    PRODUCT_DELISTED: 'Its product was delisted.',
    SPECIFICATION_DELISTED: 'Its last specification on sale was delisted.',
    CUSTOMER_UNBOUND: 'The customer is no longer bound to the partner.',
  },
);

@ObjectType('ExclusiveDiscount', {
  implements: [NodeType, ActionableType],
  description:
    'A price that one customer pays for specifications of one product (专属优惠), from the partner to which it is bound.',
})
export class ExclusiveDiscountType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Readable number: EXD, the day, a running number.' })
  number!: string;

  @Field(() => String, {
    description: "Name that the customer sees, unique among the partner's open discounts.",
  })
  name!: string;

  @Field(() => DiscountStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof DiscountStatusEnum;

  @Field(() => DiscountOriginEnum, { description: 'Who made it.' })
  origin!: keyof typeof DiscountOriginEnum;

  @Field(() => String, { description: 'Name of the customer when it was last saved.' })
  customerName!: string;

  @Field(() => String, { description: 'Name of the product when it was last saved.' })
  productName!: string;

  @Field(() => DateTimeScalar, {
    description:
      'First instant of the price. Later than the submission; moves to the approval when that comes later.',
  })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after the price.' })
  validUntil!: Date;

  @Field(() => MoneyType, { description: 'Sum of the list prices of its usable lines.' })
  listTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Sum of the net prices of its usable lines.' })
  netTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'What the customer saves: list less net.' })
  savings!: MoneyType;

  @Field(() => String, { nullable: true, description: 'Note of the partner; null for buyers.' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the price should go below the floor (特殊商务申请); null for buyers.',
  })
  justification!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of the terms of its authorization under which it was submitted; null for buyers, on a draft, and where no authorization is needed.',
  })
  termsVersion!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The partner's share by the terms under which it was submitted, 0 to 1; null for buyers and on a draft.",
  })
  shareRatio!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last submitted.' })
  submittedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the reviewer should have decided; a reminder, nothing lapses.',
  })
  reviewDueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `reviewDueAt` is provisional, because its year has no published holiday plan yet (放假安排未公布).',
  })
  isReviewDueProvisional!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a reviewer decided.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who decided; null for buyers.' })
  decidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the reviewer, always given with a rejection; null for buyers.',
  })
  decisionReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When an operator approved its special request (特殊商务申请).',
  })
  specialDecidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Operator that approved its special request; null for buyers.',
  })
  specialDecidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the operator for the price below the floor; null for buyers.',
  })
  specialReason!: string | null;

  @Field(() => Boolean, {
    description:
      "Whether the seller decides after the operator's approval: a special request on a common product in MANUAL_REVIEW.",
  })
  sellerDecidesNext!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Latest end that an extension may ask for, by policy `discounts.max-days`; null unless SCHEDULED or EFFECTIVE.',
  })
  extendableUntil!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it took effect.' })
  activatedAt!: Date | null;

  @Field(() => UnusableReasonEnum, { nullable: true, description: 'Why it is UNUSABLE.' })
  unusableReason!: keyof typeof UnusableReasonEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the partner revoked it; null for buyers.',
  })
  revokeReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Private link (私有链接) for the customer, a path below the portal's address; only while EFFECTIVE, for those who may share it.",
  })
  privateUrl!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was first saved.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
