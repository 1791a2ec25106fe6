import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, UserErrorType } from '../../platform/schema/types.ts';

export const DiscountReviewerEnum = enumType(
  'ExclusiveDiscountReviewer',
  'Who decides on a discount after it is submitted.',
  {
    SYSTEM: 'The system alone: it is granted at once.',
    SELLER: 'The seller of the product.',
    OPERATOR: 'An operator, because a price is below its floor.',
  },
);

@ObjectType('ExclusiveDiscountOverlap', {
  description: 'A granted discount that holds the place another one wants.',
})
export class DiscountOverlapType {
  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => DateTimeScalar, { description: 'Its first instant.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it.' })
  validUntil!: Date;
}

@ObjectType('ExclusiveDiscountQuoteLine', { description: 'What one line would cost.' })
export class DiscountQuoteLineType {
  @Field(() => ID, { description: 'Global id of the specification.' })
  specificationId!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => MoneyType, { description: 'List price for one period, tax included.' })
  listPrice!: MoneyType;

  @Field(() => DecimalScalar, {
    description: 'Share of the list price that the customer would pay.',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'What the customer would pay for one period.' })
  netPrice!: MoneyType;

  @Field(() => DecimalScalar, { description: 'Lowest pay rate without a special request.' })
  floorPayRate!: string;

  @Field(() => MoneyType, { description: 'Net price at the floor.' })
  floorPrice!: MoneyType;

  @Field(() => Boolean, {
    description: 'Whether it is below the floor and needs a special request.',
  })
  belowFloor!: boolean;

  @Field(() => DiscountOverlapType, {
    nullable: true,
    description: 'The granted discount in its way, null when there is none or no period was given.',
  })
  overlap!: DiscountOverlapType | null;
}

@ObjectType('ExclusiveDiscountQuote', {
  description: 'What a discount would cost and who would decide on it. Nothing is saved.',
})
export class DiscountQuoteType {
  @Field(() => [DiscountQuoteLineType], {
    description: 'The lines as asked; empty when `userErrors` says why they cannot be priced.',
  })
  lines!: DiscountQuoteLineType[];

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the list prices.' })
  listTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the net prices.' })
  netTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'What the customer would save.' })
  savings!: MoneyType | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Share of the partner under the authorization in force (分成比例), as a fraction; it holds when submitted now.',
  })
  shareRatio!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'The net total times the share: what the partner may expect of one period, before vouchers and taxes.',
  })
  estimatedShare!: MoneyType | null;

  @Field(() => Boolean, {
    description: 'Whether the customer is bound to the partner now; else it cannot be saved.',
  })
  customerBound!: boolean;

  @Field(() => DiscountReviewerEnum, { nullable: true, description: 'Who would decide.' })
  reviewer!: keyof typeof DiscountReviewerEnum | null;

  @Field(() => DiscountReviewerEnum, {
    nullable: true,
    description: 'Who decides after `reviewer` approved; null when nobody does.',
  })
  nextReviewer!: keyof typeof DiscountReviewerEnum | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Instant before which the price must start: the end of the authorization that decides; null where none is needed.',
  })
  startsBefore!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Longest period in days, by policy `discounts.max-days`.',
  })
  maxDays!: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'By when that should be decided if it were submitted now; null when nobody has to.',
  })
  reviewDueAt!: Date | null;

  @Field(() => [UserErrorType], { description: 'What is wrong with the question, field by field.' })
  userErrors!: UserErrorType[];
}
