import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const PricedByEnum = enumType('PricedBy', 'What the partner fixed on a line.', {
  RATE: 'The pay rate; the net price follows.',
  NET: 'The net price; the pay rate is the nearest one.',
});

@ObjectType('ExclusiveDiscountLine', {
  implements: NodeType,
  description: 'The price of one specification in an exclusive discount.',
})
export class ExclusiveDiscountLineType extends NodeType {
  @Field(() => Int, { description: 'Place within the discount, from 0.' })
  position!: number;

  @Field(() => String, { description: 'Code of the specification.' })
  specificationCode!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => PricedByEnum, { description: 'What the partner fixed.' })
  pricedBy!: keyof typeof PricedByEnum;

  @Field(() => MoneyType, {
    description: 'List price for one period, tax included; frozen when the discount is submitted.',
  })
  listPrice!: MoneyType;

  @Field(() => DecimalScalar, {
    description: 'Share of the list price that the customer pays: 0.85 = 85 % = 8.5 折.',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'What the customer pays for one period, tax included.' })
  netPrice!: MoneyType;

  @Field(() => Boolean, {
    description:
      'Whether the price can be used: false once its specification is delisted or the discount is UNUSABLE. Buyers see usable lines only.',
  })
  isUsable!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Lowest pay rate without a special request, frozen when the discount is submitted; null for buyers.',
  })
  floorPayRate!: string | null;
}
