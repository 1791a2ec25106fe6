import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const PricedByEnum = enumType('PricedBy', 'Price term that the partner fixed on a line.', {
  RATE: 'Pay rate; the net price follows from it.',
  NET: 'Net price; the pay rate is rounded from it.',
});

@ObjectType('ExclusiveDiscountLine', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Price of one specification in an exclusive discount.',
})
export class ExclusiveDiscountLineType extends NodeType {
  @Field(() => Int, { description: 'Position within the discount, from 0.' })
  position!: number;

  @Field(() => String, { description: 'Code of the specification.' })
  specificationCode!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => PricedByEnum, { description: 'Price term that the partner fixed.' })
  pricedBy!: keyof typeof PricedByEnum;

  @Field(() => MoneyType, {
    description: 'List price for one period, including tax; frozen at submission.',
  })
  listPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description:
      'Pay rate (付费率): share of the list price that the customer pays. 0.85 = 85 % = 8.5 折.',
  })
  payRate!: string;

  @Field(() => MoneyType, {
    description: 'Net price: amount that the customer pays for one period, including tax.',
  })
  netPrice!: MoneyType;

  @Field(() => Boolean, {
    description:
      'Whether the price can be used: false once the specification is delisted or the discount is UNUSABLE. Customers see usable lines only.',
  })
  isUsable!: boolean;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'Floor pay rate: lowest pay rate without a special request, frozen at submission; null for customers and distributors.',
  })
  floorPayRate!: string | null;
}
