import { Field, ObjectType } from 'type-graphql';
import { MoneyType, NodeType } from '../../platform/schema/types.ts';
import { ProductTypeEnum } from '../catalog/index.ts';
import { SalesUnitEnum } from '../orders/index.ts';

@ObjectType('PerformanceTarget', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Performance that a partner wants to reach in a month, quarter or year: of all sales, of one product, or of the products of one kind (业绩目标).',
})
export class PerformanceTargetType extends NodeType {
  @Field(() => SalesUnitEnum, { description: 'Length of the period.' })
  unit!: keyof typeof SalesUnitEnum;

  @Field(() => String, {
    description: 'Period by the calendar of Asia/Shanghai: 2026-03, 2026-Q1 or 2026.',
  })
  period!: string;

  @Field(() => ProductTypeEnum, {
    nullable: true,
    description: 'Kind of the products whose performance it is; null for any other target.',
  })
  productType!: keyof typeof ProductTypeEnum | null;

  @Field(() => MoneyType, { description: 'Performance to reach, above zero.' })
  amount!: MoneyType;
}
