import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const LineDisputeStatusEnum = enumType('LineDisputeStatus', 'State of a line dispute.', {
  OPEN: 'Awaiting operations (待处理).',
  UPHELD: 'Upheld; an adjustment line corrects the next bill (异议成立).',
  DISMISSED: 'Dismissed with a reason (异议不成立).',
  WITHDRAWN: 'Withdrawn by the partner (已撤回).',
});

@ObjectType('LineDispute', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Dispute of a partner about one line of a sent bill (明细异议), until the countersignature. The bill keeps its total and goes on.',
})
export class LineDisputeType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: DSP, the day, a running number.' })
  number!: string;

  @Field(() => scalar.month, { description: 'Month of the bill (账期).' })
  period!: string;

  @Field(() => String, { description: 'Number of the bill.' })
  billNumber!: string;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => MoneyType, { description: 'Settlement amount of the line, including tax.' })
  lineAmount!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Settlement amount that the partner holds to be right.',
  })
  expectedAmount!: MoneyType | null;

  @Field(() => LineDisputeStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof LineDisputeStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time of the opening.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Reason of the partner.' })
  reason!: string;

  @Field(() => String, { description: 'Name of the member who opened the dispute.' })
  openedByName!: string;

  @Field(() => scalar.dateTime, {
    description:
      'Time by which operations should decide, 3 working days by default; nothing is decided by the clock.',
  })
  decideBy!: Date;

  @Field(() => Boolean, {
    description:
      'Whether `decideBy` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).',
  })
  isDecideByProvisional!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the time for the decision passed while the dispute was open (已超期).',
  })
  isBreached!: boolean;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Amount of the adjustment, including tax; only if the dispute was upheld.',
  })
  adjustmentAmount!: MoneyType | null;

  @Field(() => String, { nullable: true, description: 'Reason of the decision.' })
  decisionReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the operator who decided.' })
  decidedByName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the decision or the withdrawal.',
  })
  endedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
