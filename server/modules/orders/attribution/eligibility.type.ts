import { Field, ID, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType } from '../../../platform/schema/types.ts';
import { AttributionEnum, AttributionReasonEnum } from '../order/order.type.ts';

export const EligibilityConditionEnum = enumType(
  'AutoDiscountCondition',
  'Condition of the automatic exclusive discount (自动专属优惠).',
  {
    PRODUCT_COVERED: 'The product is a joint-operation product or one of the marketplace itself.',
    PARTNER_SELECTED: 'The customer selected a partner on the order page, and it is not suspended.',
    CUSTOMER_BOUND:
      'The customer is bound to the selected partner. A link that a partner shares tells it of that partner only.',
    NO_OTHER_DISCOUNT:
      'No exclusive discount of the customer on the product is in effect or starts within 24 hours. A partner is told for customers that are bound to it.',
  },
);

@ObjectType('AutoDiscountConditionState', {
  simpleResolvers: true,
  description: 'Condition of the automatic exclusive discount and whether it holds.',
})
export class EligibilityConditionType {
  @Field(() => EligibilityConditionEnum, { description: 'The condition.' })
  condition!: keyof typeof EligibilityConditionEnum;

  @Field(() => Boolean, { description: 'Whether the condition holds.' })
  holds!: boolean;
}

@ObjectType('AutoDiscountBlockingDiscount', {
  simpleResolvers: true,
  description: 'Exclusive discount that bars an automatic one.',
})
export class BlockingDiscountType {
  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the discount; null if the viewer does not see it.',
  })
  id!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the discount; null if the viewer does not see it.',
  })
  number!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant of its validity; null if the viewer does not see it.',
  })
  validFrom!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant after its validity; null if the viewer does not see it.',
  })
  validUntil!: Date | null;
}

@ObjectType('AutoDiscountEligibility', {
  simpleResolvers: true,
  description:
    'Conditions of the automatic exclusive discount (自动专属优惠) with the facts behind each: as they are now, or as they were decided at payment.',
})
export class EligibilityType {
  @Field(() => scalar.dateTime, { description: 'Instant of the facts: now, or the payment.' })
  at!: Date;

  @Field(() => Boolean, { description: 'Whether the line is paid, so that the facts are final.' })
  isDecided!: boolean;

  @Field(() => Boolean, {
    description: 'Whether an automatic discount is granted, or would be granted at a payment now.',
  })
  isEligible!: boolean;

  @Field(() => AttributionEnum, {
    description: 'Attribution of the line, or the one that a payment now would have.',
  })
  attribution!: keyof typeof AttributionEnum;

  @Field(() => AttributionReasonEnum, {
    nullable: true,
    description:
      'Reason why the line is attributed to no partner; null if it is attributed, or if the viewer may not know.',
  })
  attributionReason!: keyof typeof AttributionReasonEnum | null;

  @Field(() => [EligibilityConditionType], {
    description:
      'The conditions that the viewer may know; empty for orders from before they were kept.',
  })
  conditions!: EligibilityConditionType[];

  @Field(() => String, {
    nullable: true,
    description: 'Name of the partner that the customer selected; null if it selected none.',
  })
  selectedPartnerName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time from which the customer is bound to the selected partner; null if it is not bound to it.',
  })
  boundSince!: Date | null;

  @Field(() => BlockingDiscountType, {
    nullable: true,
    description: 'Discount that bars the automatic one; null if none does.',
  })
  blockingDiscount!: BlockingDiscountType | null;
}
