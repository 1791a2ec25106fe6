import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const BillAdjustmentOriginEnum = enumType(
  'BillAdjustmentOrigin',
  'Cause of an adjustment.',
  {
    DISPUTE: 'A line dispute was upheld (异议成立).',
    REFUSED_AUTHORIZATION:
      'The bill was released although the seller refused the line (拒绝授权后放行).',
    OPERATOR: 'Operations corrected the line (运营调整).',
  },
);

@ObjectType('BillAdjustment', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Correction of a line of a sent bill (调整项). The next bill run makes a line of kind ADJUSTMENT of it; the threshold counts it.',
})
export class BillAdjustmentType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the decision.' })
  createdAt!: Date;

  @Field(() => MoneyType, {
    description: 'Amount, including tax: positive for the partner, negative against it.',
  })
  amount!: MoneyType;

  @Field(() => BillAdjustmentOriginEnum, { description: 'Cause.' })
  origin!: keyof typeof BillAdjustmentOriginEnum;

  @Field(() => String, { description: 'Reason of the operator.' })
  reason!: string;

  @Field(() => String, { description: 'Name of the operator who decided.' })
  madeByName!: string;
}
