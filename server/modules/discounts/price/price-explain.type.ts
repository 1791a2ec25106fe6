import { Field, ID, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType } from '../../../platform/schema/types.ts';

export const PriceRuleKindEnum = enumType(
  'PriceRuleKind',
  'Kind of a rule that may determine a price.',
  {
    EXCLUSIVE_DISCOUNT:
      'Exclusive discount of the customer; it takes precedence over the list price.',
    AUTHORIZATION_FLOOR:
      'Floor: lowest price that the partner may grant. It limits discounts and is not a price by itself.',
    LIST_PRICE: 'Current list price of the specification.',
  },
);

export const PriceRuleStandingEnum = enumType(
  'PriceRuleStanding',
  'Standing of a rule in an explanation.',
  {
    WINS: 'Applies: the customer pays this price.',
    OUTRANKED: 'Valid, but a rule of higher precedence applies.',
    NOT_YET_STARTED: 'Its validity starts later.',
    ENDED: 'Its validity has ended.',
    REVOKED: 'Revoked by the partner.',
    UNUSABLE: 'Unusable: product delisted or customer unbound.',
    LIMITS_ONLY: 'Limits what may be granted; not a price.',
    NOT_AUTHORIZED: 'No authorization is in force: nothing may be granted.',
    DELISTED: 'The specification or its product is delisted.',
  },
);

@ObjectType('PriceRule', {
  simpleResolvers: true,
  description: 'Rule that may determine a price, with its standing.',
})
export class PriceRuleType {
  @Field(() => PriceRuleKindEnum, { description: 'Kind of rule.' })
  kind!: keyof typeof PriceRuleKindEnum;

  @Field(() => PriceRuleStandingEnum, {
    description: 'Standing at the instant: why it applies or does not.',
  })
  standing!: keyof typeof PriceRuleStandingEnum;

  @Field(() => ID, {
    nullable: true,
    description:
      'Global id of the ExclusiveDiscount, CspAuthorization or JointSalesAuthorization; null if none exists.',
  })
  sourceId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number and name of the discount; null for the other kinds.',
  })
  label!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Pay rate: share of the list price, above 0 to 1; null if nothing may be granted.',
  })
  payRate!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Price for one period, including tax; null if nothing may be granted.',
  })
  netPrice!: MoneyType | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant of the rule; null if unbounded.',
  })
  validFrom!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant after the rule; null if unbounded.',
  })
  validUntil!: Date | null;
}

@ObjectType('PriceExplanation', {
  simpleResolvers: true,
  description:
    'Price that a customer pays for one period of a specification at an instant, with the rules behind it (价格生效说明).',
})
export class PriceExplanationType {
  @Field(() => scalar.dateTime, { description: 'Instant of the question.' })
  at!: Date;

  @Field(() => PriceRuleType, {
    nullable: true,
    description:
      'Rule that applies; null if the specification cannot be bought at the instant, or if its list price was another one then.',
  })
  winner!: PriceRuleType | null;

  @Field(() => [PriceRuleType], {
    description:
      'Rules in order of precedence: at most 100 discounts, latest first; the floor; the list price.',
  })
  rules!: PriceRuleType[];

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant of the window in which this result holds; null if unbounded.',
  })
  validFrom!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant after that window, as known now; null if unbounded.',
  })
  validUntil!: Date | null;
}
