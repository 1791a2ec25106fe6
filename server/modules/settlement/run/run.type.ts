import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const BillRunStatusEnum = enumType('BillRunStatus', 'State of a bill run.', {
  PLANNED: 'The run day has not come, or the run is late (待出账).',
  RUNNING: 'Bills are being made, partner by partner (出账中).',
  COMPLETED: 'Each partner is decided (出账完成).',
});

export const BillRunPartnerStatusEnum = enumType(
  'BillRunPartnerStatus',
  'Outcome of a bill run for one partner.',
  {
    WAITING: 'Not decided yet (待处理).',
    BILLED: 'A bill was made (已出账).',
    NOTHING: 'Nothing to bill: no lines, or all below the threshold (无可出账).',
    PARKED: 'A safety bound keeps the bill back until an operator releases it (已搁置).',
  },
);

export const BillRunBoundEnum = enumType('BillRunBound', 'Safety bound of a bill run (安全界限).', {
  NEGATIVE_TOTAL: 'Refunds exceed sales; the balance is carried forward (退订超过销售).',
  NOT_CERTIFIED: 'The business information is not certified (商业信息未认证).',
  SUSPENDED: 'The partner is suspended (服务商已停用).',
  ABOVE_USUAL: 'The bill is far above the mean of the last three (较前三期均值涨幅过大).',
  FAILED: 'The bill could not be made; `lastError` has the reason (出账失败).',
});

@ObjectType('BillRun', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Bill run of one month for the whole site (出账). The inputs are frozen at the cut-off.',
})
export class BillRunType extends ActionableNode {
  @Field(() => scalar.month, { description: 'Month whose earnings are billed (账期).' })
  period!: string;

  @Field(() => BillRunStatusEnum, { description: 'State of the run.' })
  status!: keyof typeof BillRunStatusEnum;

  @Field(() => scalar.dateTime, {
    description:
      'End of the month (截止时间): lines that became billable before it are in the run.',
  })
  cutoffAt!: Date;

  @Field(() => scalar.dateTime, {
    description:
      '00:00 of the run day (出账日), or an earlier start by an operator. Rates, certifications and policies are those in force then.',
  })
  runAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether `runAt` is provisional: the holiday plan of its year is not published.',
  })
  isRunAtProvisional!: boolean;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which the run started.' })
  startedAt!: Date | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which the run ended.' })
  completedAt!: Date | null;

  @Field(() => Int, { description: 'Number of bills of the month, including released ones.' })
  billCount!: number;

  @Field(() => Int, { description: 'Number of partners in the run; 0 before it starts.' })
  partnerCount!: number;

  @Field(() => Int, { description: 'Number of partners that are not decided yet.' })
  waitingCount!: number;

  @Field(() => Int, { description: 'Number of parked partners.' })
  parkedCount!: number;

  @Field(() => MoneyType, { description: 'Sum of the bills of the month, including tax.' })
  gross!: MoneyType;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('BillRunPartner', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Outcome of a bill run for one partner, decided once for each month.',
})
export class BillRunPartnerType extends ActionableNode {
  @Field(() => scalar.month, { description: 'Month of the run.' })
  period!: string;

  @Field(() => BillRunPartnerStatusEnum, { description: 'Outcome.' })
  status!: keyof typeof BillRunPartnerStatusEnum;

  @Field(() => BillRunBoundEnum, {
    nullable: true,
    description: 'Bound that parked the partner; it remains after a release.',
  })
  bound!: keyof typeof BillRunBoundEnum | null;

  @Field(() => MoneyType, {
    description: 'Sum of all pending lines, including those below the threshold.',
  })
  pending!: MoneyType;

  @Field(() => MoneyType, { description: 'Amount of the bill, or of the bill that is parked.' })
  gross!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "Mean of the partner's last three bills; null with fewer.",
  })
  usual!: MoneyType | null;

  @Field(() => Int, { description: 'Number of lines of the bill, or of the bill that is parked.' })
  lineCount!: number;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the decision; null while the partner waits.',
  })
  decidedAt!: Date | null;

  @Field(() => Int, { description: 'Number of failed attempts to make the bill.' })
  attempts!: number;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next attempt, while the partner waits after a failed one.',
  })
  nextTryAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Message of the last failed attempt, for operators; null once a bill is made or needless.',
  })
  lastError!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
