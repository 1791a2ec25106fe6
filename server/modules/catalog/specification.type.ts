import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  MoneyType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';
import { SaleStatusEnum, VatClassEnum } from './product.type.ts';

export const ChargePeriodEnum = enumType('ChargePeriod', 'What a list price pays for.', {
  MONTH: 'One month.',
  YEAR: 'One year.',
  ONE_OFF: 'The whole thing, once.',
  ON_DEMAND: 'One unit of use (按需).',
});

@ObjectType('Specification', {
  implements: [NodeType, ActionableType],
  description: 'One orderable form of a product with its list price (商品规格, SKU).',
})
export class SpecificationType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Code, unique within the product.' })
  code!: string;

  @Field(() => String, { description: 'Name as listed.' })
  name!: string;

  @Field(() => MoneyType, { description: 'List price for one period, tax included (目录价).' })
  listPrice!: MoneyType;

  @Field(() => ChargePeriodEnum, { description: 'What the list price pays for.' })
  period!: keyof typeof ChargePeriodEnum;

  @Field(() => VatClassEnum, {
    description:
      'Class for the output VAT rate (税目). It follows from the type of the product and the charge period.',
  })
  vatClass!: keyof typeof VatClassEnum;

  @Field(() => SaleStatusEnum, {
    description: 'Whether it can be ordered; its product must be on sale as well.',
  })
  status!: keyof typeof SaleStatusEnum;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was delisted.' })
  delistedAt!: Date | null;

  @Field(() => Int, { description: 'Place within the product, from 0.' })
  position!: number;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
