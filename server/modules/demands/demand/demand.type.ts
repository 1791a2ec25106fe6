import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const CustomerDemandStatusEnum = enumType(
  'CustomerDemandStatus',
  'State of a customer demand.',
  {
    DRAFT: 'Saved by the partner, not visible to the seller (草稿).',
    SUBMITTED: 'Submitted; waiting for the seller to receive it (待商家接收).',
    ACCEPTED: 'Received by the seller, who prepares a private offer (已接收).',
    REJECTED: 'Rejected by the seller (已拒绝).',
    AUTO_REJECTED: 'Not received in time, which counts as rejected (已拒绝（超时）).',
    WITHDRAWN: 'Withdrawn by the partner before an answer (已撤回).',
    CONVERTED: 'Answered by a private offer (已转 Private Offer).',
    CLOSED: 'Closed by the seller after the acceptance, without an offer (已关闭).',
  },
);

@ObjectType('CustomerDemand', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Need of a customer for a joint-operation product, submitted by a partner to the seller for a joint sale (客户需求).',
})
export class CustomerDemandType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: DM, the day, a running number.' })
  number!: string;

  @Field(() => CustomerDemandStatusEnum, {
    description: 'State of the demand; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof CustomerDemandStatusEnum;

  @Field(() => String, { description: 'Name of the customer at creation.' })
  customerName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Account (账号) of the customer at creation; null for reports.',
  })
  cloudAccount!: string | null;

  @Field(() => String, { description: 'Name of the product at the last save.' })
  productName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Need of the customer in words (需求说明); null for reports.',
  })
  requirement!: string | null;

  @Field(() => scalar.decimal, {
    description: 'Share ratio (分成比例) that the partner expects, above 0 to `maxShareRatio`.',
  })
  expectedShareRatio!: string;

  @Field(() => scalar.decimal, {
    description:
      "Product's maximum share ratio at the last save or submission, 0 to 1 (分成比例上限).",
  })
  maxShareRatio!: string;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: "Share ratio of the seller's private offer, above 0 to 1; null before the offer.",
  })
  grantedShareRatio!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Amount that the partner expects the customer to order (预计金额).',
  })
  expectedAmount!: MoneyType | null;

  @Field(() => scalar.date, {
    nullable: true,
    description: 'Day in Asia/Shanghai on which the partner expects the order (预计下单).',
  })
  expectedOrderOn!: string | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the submission.' })
  submittedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the member who submitted it, at that time; null for reports.',
  })
  submittedByName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Deadline of the state: SUBMITTED, the acceptance; ACCEPTED, the private offer. Null in other states.',
  })
  dueAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Deadline of the acceptance, 5 × 24 hours after the submission unless the policy differs; stays after the answer.',
  })
  answerDueAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the seller received or rejected it.',
  })
  answeredAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the member who answered for the seller; null for reports.',
  })
  answeredByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Message of the seller with the answer; required for a rejection.',
  })
  answerReason!: string | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which it was closed.' })
  closedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the seller for closing it without an offer.',
  })
  closeReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the partner last reminded the seller (催办).',
  })
  nudgedAt!: Date | null;

  @Field(() => Int, { description: 'Number of times the partner reminded the seller.' })
  nudgeCount!: number;

  @Field(() => scalar.dateTime, { description: 'Time at which the demand was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking; every event raises it.' })
  version!: number;
}
