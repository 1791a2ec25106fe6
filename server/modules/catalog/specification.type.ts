import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../platform/schema/types.ts';
import { SaleStatusEnum, VatClassEnum } from './product.type.ts';

export const ChargePeriodEnum = enumType('ChargePeriod', 'Charge period of a list price.', {
  MONTH: 'One month.',
  YEAR: 'One year.',
  ONE_OFF: 'One payment in total.',
  ON_DEMAND: 'One unit of use (按需).',
});

@ObjectType('Specification', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Orderable form of a product with its list price (商品规格, SKU).',
})
export class SpecificationType extends ActionableNode {
  @Field(() => String, { description: 'Code, unique within the product.' })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'SKU code in the upstream system (SKU 编码), unique over all products; reported orders name the specification by it. Null until the seller enters it.',
  })
  skuCode!: string | null;

  @Field(() => String, { description: 'Name as listed.' })
  name!: string;

  @Field(() => MoneyType, { description: 'List price for one period, including tax (目录价).' })
  listPrice!: MoneyType;

  @Field(() => scalar.dateTime, {
    description:
      'Time from which the list price holds: that of the listing or of the latest change.',
  })
  pricedAt!: Date;

  @Field(() => ChargePeriodEnum, { description: 'Charge period that the list price covers.' })
  period!: keyof typeof ChargePeriodEnum;

  @Field(() => VatClassEnum, {
    description:
      'Class for the output VAT rate (税目). It follows from the product type and the charge period.',
  })
  vatClass!: keyof typeof VatClassEnum;

  @Field(() => SaleStatusEnum, {
    description: 'Sale status; the product must be on sale as well.',
  })
  status!: keyof typeof SaleStatusEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which it was delisted (下架); null while it is on sale.',
  })
  delistedAt!: Date | null;

  @Field(() => Int, { description: 'Position within the product, from 0.' })
  position!: number;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
