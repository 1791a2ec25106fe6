import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType } from '../../platform/schema/types.ts';

export const PriceRuleKindEnum = enumType('PriceRuleKind', 'What may decide on a price.', {
  EXCLUSIVE_DISCOUNT: 'An exclusive discount of the customer: it comes before the list price.',
  AUTHORIZATION_FLOOR:
    'The lowest price that the partner may grant. It bounds discounts and is no price by itself.',
  LIST_PRICE: 'The list price of the specification, as it is now.',
});

export const PriceRuleStandingEnum = enumType(
  'PriceRuleStanding',
  'Why a rule decides on a price, or does not.',
  {
    WINS: 'The customer pays this.',
    OUTRANKED: 'Would hold, but a rule before it decides.',
    NOT_YET_STARTED: 'Starts later.',
    ENDED: 'Its period is over.',
    REVOKED: 'Was revoked by the partner.',
    UNUSABLE: 'Became unusable: delisted, or the customer left.',
    LIMITS_ONLY: 'Is a bound of what may be granted, no price.',
    NOT_AUTHORIZED: 'No authorization is in force: nothing may be granted.',
    DELISTED: 'The specification or its product is off sale.',
  },
);

@ObjectType('PriceRule', {
  description: 'Something that may decide on a price, and how it stands.',
})
export class PriceRuleType {
  @Field(() => PriceRuleKindEnum, { description: 'What it is.' })
  kind!: keyof typeof PriceRuleKindEnum;

  @Field(() => PriceRuleStandingEnum, { description: 'Why it decides, or does not.' })
  standing!: keyof typeof PriceRuleStandingEnum;

  @Field(() => ID, {
    nullable: true,
    description:
      'Global id of the ExclusiveDiscount, CspAuthorization or JointSalesAuthorization; null where there is none.',
  })
  sourceId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number and name of the discount; null for the other kinds.',
  })
  label!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Share of the list price, above 0 to 1; null when nothing may be granted.',
  })
  payRate!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Price for one period, tax included; null when nothing may be granted.',
  })
  netPrice!: MoneyType | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Its first instant, null for none.' })
  validFrom!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant after it, null for none.',
  })
  validUntil!: Date | null;
}

@ObjectType('PriceExplanation', {
  description:
    'What a customer pays for one period of a specification at an instant, and why (价格生效说明).',
})
export class PriceExplanationType {
  @Field(() => DateTimeScalar, { description: 'The instant asked about.' })
  at!: Date;

  @Field(() => PriceRuleType, {
    nullable: true,
    description: 'The rule that decides; null when the specification cannot be bought then.',
  })
  winner!: PriceRuleType | null;

  @Field(() => [PriceRuleType], {
    description:
      'All rules in their order: at most 100 discounts, the latest first; the floor; the list price.',
  })
  rules!: PriceRuleType[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant of the window in which this answer holds, null for no bound.',
  })
  validFrom!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant after that window, as far as is known now; null for no bound.',
  })
  validUntil!: Date | null;
}
