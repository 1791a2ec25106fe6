import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const DifferenceStatusEnum = enumType('DifferenceStatus', 'State of a difference.', {
  OPEN: 'Waits for one step (待处理).',
  RESOLVED: 'Resolved (已解决).',
});

export const DifferenceClassEnum = enumType(
  'DifferenceClass',
  'Class of a difference (差异类别).',
  {
    ASSOCIATED_UPSTREAM_ONLY:
      'The upstream associates the customer with the partner; it is not bound here (上游已关联，本平台未绑定).',
    BOUND_HERE_ONLY:
      'The customer is bound here; the upstream no longer names the partner (本平台已绑定，上游已解除关联).',
    BINDING_TYPE: 'Type of the binding (绑定类型不一致).',
    ACCOUNT_MANAGER: 'Account manager of the customer (客户经理不一致).',
    LABEL: 'Label of the customer upstream that is missing among its tags here (标签不一致).',
    TIMING: 'Charge in another month than the order; it settles with the next sync (时间差).',
    MISSING_HERE: 'Charge of an order that is missing here (我方缺失).',
    MISSING_THERE: 'Order without a charge upstream (上游缺失).',
    AMOUNT: 'Amount of a charge (金额不一致).',
    RATE: 'Pay rate of a charge: same list price, another deal price (付费率不一致).',
    DUPLICATE: 'Charge or order line that one side has twice (重复).',
    ORDER_STATE: 'State of an order (订单状态不一致).',
    ORDER_AMOUNT: 'Amount of an order line (订单金额不一致).',
    ORDER_FACTS: 'Customer, type or lines of an order (订单内容不一致).',
    DISTRIBUTOR: 'Sub-distributor upstream that is not one of the partner here (云经销商不一致).',
  },
);

export const DifferenceResolutionEnum = enumType(
  'DifferenceResolution',
  'Resolution of a difference.',
  {
    TAKEN_OVER: "The upstream's value was taken over (以上游为准).",
    KEPT: 'Our value was kept (以本平台为准).',
    BINDING_ENDED: 'The binding was ended (已结束绑定).',
    SETTLED: 'Both sides agree again (已自动消除).',
  },
);

@ObjectType('Difference', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Value that the product is the record of and that an upstream system has otherwise (差异). Nothing is overwritten: one step resolves it.',
})
export class DifferenceType extends ActionableNode {
  @Field(() => DifferenceStatusEnum, { description: 'State of the difference.' })
  status!: keyof typeof DifferenceStatusEnum;

  @Field(() => DifferenceClassEnum, { description: 'Class of the difference.' })
  differenceClass!: keyof typeof DifferenceClassEnum;

  @Field(() => String, {
    nullable: true,
    description:
      'Id of the order upstream, or of the transaction where none was placed (交易编号), for a charge; null for another difference.',
  })
  tradeId!: string | null;

  @Field(() => String, {
    description: 'Name of the field that differs, for example `type` or `tags`.',
  })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Value here (我方), for a charge its months; null without one.',
  })
  ours!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Value upstream (上游), for a charge its months; null without one.',
  })
  theirs!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Our amount, for a difference about money; null without one.',
  })
  oursAmount!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The upstream's amount, for a difference about money; null without one.",
  })
  theirsAmount!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "The upstream's amount less ours (差额), a missing one counted as zero; null for a difference that is not about money.",
  })
  gap!: MoneyType | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time from which our value holds; null if unknown.',
  })
  oursAt!: Date | null;

  @Field(() => scalar.dateTime, {
    description: "Time at which the upstream's value was read, or from which it holds.",
  })
  theirsAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the difference was found.' })
  createdAt!: Date;

  @Field(() => DifferenceResolutionEnum, {
    nullable: true,
    description: 'Resolution; null while OPEN.',
  })
  resolution!: keyof typeof DifferenceResolutionEnum | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the difference was resolved; null while OPEN.',
  })
  resolvedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the step; null if none was given.',
  })
  reason!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
