import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, UserErrorType } from '../../../platform/schema/types.ts';
import type { Product, Specification } from '../../catalog/index.ts';

export const DiscountReviewerEnum = enumType(
  'ExclusiveDiscountReviewer',
  'Reviewer of a submitted discount.',
  {
    SYSTEM: 'System only: the discount is granted at once.',
    SELLER: 'Seller of the product.',
    OPERATOR: 'Operator, because a price is below its floor.',
  },
);

@ObjectType('ExclusiveDiscountOverlap', {
  simpleResolvers: true,
  description:
    'Granted discount that overlaps with another one in customer, specification and period.',
})
export class DiscountOverlapType {
  @Field(() => String, { description: 'Number of the discount.' })
  number!: string;

  @Field(() => String, { description: 'Name of the discount.' })
  name!: string;

  @Field(() => scalar.dateTime, { description: 'First instant of its price.' })
  validFrom!: Date;

  @Field(() => scalar.dateTime, { description: 'First instant after its price.' })
  validUntil!: Date;
}

@ObjectType('ExclusiveDiscountQuoteLine', {
  simpleResolvers: true,
  description: 'Price of one line.',
})
export class DiscountQuoteLineType {
  @Field(() => ID, { description: 'Global id of the specification.' })
  specificationId!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => MoneyType, { description: 'List price for one period, including tax.' })
  listPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description: 'Pay rate: share of the list price that the customer would pay.',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'Net price for one period.' })
  netPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description: 'Floor pay rate: lowest pay rate without a special request.',
  })
  floorPayRate!: string;

  @Field(() => MoneyType, { description: 'Net price at the floor.' })
  floorPrice!: MoneyType;

  @Field(() => Boolean, {
    description: 'Whether the pay rate is below the floor, so that a special request is needed.',
  })
  belowFloor!: boolean;

  @Field(() => DiscountOverlapType, {
    nullable: true,
    description: 'Granted discount that overlaps; null if none exists or no period was given.',
  })
  overlap!: DiscountOverlapType | null;
}

/** Facts of a line of which the partner earns its share. */
export interface QuotedSale
  extends Pick<Product, 'saleModel' | 'sellerId'>,
    Pick<Specification, 'vatClass'> {
  readonly netMinor: bigint;
  readonly floorMinor: bigint;
}

@ObjectType('ExclusiveDiscountQuote', {
  simpleResolvers: true,
  description: 'Prices of a discount and its reviewers, computed without saving it.',
})
export class DiscountQuoteType {
  @Field(() => [DiscountQuoteLineType], {
    description:
      'Lines of the input with their prices; empty if `userErrors` says why they cannot be priced.',
  })
  lines!: DiscountQuoteLineType[];

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the list prices.' })
  listTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the net prices.' })
  netTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Savings of the customer.' })
  savings!: MoneyType | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      "Share ratio of the partner under the authorization in force, 0 to 1 (分成比例); of the marketplace's own products, that of the margin above the floor. It applies if submitted now.",
  })
  shareRatio!: string | null;

  /** Facts of one sale at these prices, for the estimate. They are not in the schema. */
  sales!: readonly QuotedSale[];

  @Field(() => Boolean, {
    description:
      'Whether the customer is bound to the partner now; otherwise the discount cannot be saved.',
  })
  customerBound!: boolean;

  @Field(() => DiscountReviewerEnum, { nullable: true, description: 'Reviewer who would decide.' })
  reviewer!: keyof typeof DiscountReviewerEnum | null;

  @Field(() => DiscountReviewerEnum, {
    nullable: true,
    description: 'Reviewer who decides after `reviewer` has approved; null if none exists.',
  })
  nextReviewer!: keyof typeof DiscountReviewerEnum | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Instant before which the price must start: the end of the authorization that applies; null if none is needed.',
  })
  startsBefore!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Longest period in days, by policy `discounts.max-days`.',
  })
  maxDays!: number | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time by which the reviewer should decide if it is submitted now; null if no review is needed.',
  })
  reviewDueAt!: Date | null;

  @Field(() => [UserErrorType], { description: 'Problems of the input, by field.' })
  userErrors!: UserErrorType[];
}
