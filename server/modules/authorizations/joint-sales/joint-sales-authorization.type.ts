import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../../platform/schema/scalars.ts';
import { ActionableType, enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';
import { AuthorizationBaseType } from '../authorization.type.ts';

export const JointSalesStatusEnum = enumType(
  'JointSalesAuthorizationStatus',
  'State of a joint-sales authorization.',
  {
    REQUESTED: 'Asked for by the partner, waits for the seller (待商家确认).',
    SCHEDULED: 'Granted, takes effect at its start (待生效).',
    ACTIVE: 'In force (生效中).',
    EXPIRED: 'Its period is over (已到期).',
    REFUSED: 'Refused by the seller (已拒绝).',
    WITHDRAWN: 'Taken back by the partner before an answer (已撤回).',
    LAPSED: 'Not answered in time (逾期未处理).',
    REVOKED: 'Ended early by the seller; discounts in effect run to their end (已终止).',
  },
);

@ObjectType('JointSalesAuthorization', {
  implements: [NodeType, ActionableType],
  description:
    'What a partner and a seller agreed for selling a joint-operation product together (联合销售授权): share, floor, period.',
})
export class JointSalesAuthorizationType extends AuthorizationBaseType {
  @Field(() => JointSalesStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof JointSalesStatusEnum;

  @Field(() => String, { description: 'Name of the partner when it was written.' })
  partnerName!: string;

  @Field(() => DecimalScalar, {
    description:
      'Share of the partner, above 0 to 1: as agreed, before the grant as requested (分成比例).',
  })
  shareRatio!: string;

  @Field(() => DecimalScalar, {
    description:
      'Lowest pay rate without a special request, above 0 to 1: as agreed, before the grant as requested.',
  })
  floorPayRate!: string;

  @Field(() => DateTimeScalar, {
    description: 'First instant in force: as agreed, before the grant as requested.',
  })
  validFrom!: Date;

  @Field(() => DateTimeScalar, {
    description: 'First instant after it: as agreed, before the grant as requested.',
  })
  validUntil!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'Largest number of customers to whom it may be used; null for any.',
  })
  maxCustomers!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Cash consumption (现金消费) in a month, of Shanghai, after which no new discount is submitted under it; null for any.',
  })
  maxCashPerMonth!: MoneyType | null;

  @Field(() => Int, {
    description: 'Number of the terms in force, raised by each amendment; 0 before the grant.',
  })
  termsVersion!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Share that the partner asked for; null when it was granted unasked.',
  })
  requestedShareRatio!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Floor that the partner asked for; null when it was granted unasked.',
  })
  requestedFloorPayRate!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Start that the partner asked for; null when it was granted unasked.',
  })
  requestedFrom!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'End that the partner asked for; null when it was granted unasked.',
  })
  requestedUntil!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the partner asked; null when it was granted unasked.',
  })
  requestedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who asked, as the name was then; null when it was granted unasked.',
  })
  requestedByName!: string | null;

  @Field(() => String, { nullable: true, description: "The partner's words to the seller." })
  requestNote!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the seller may answer; only while it waits.',
  })
  dueAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was granted or refused.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who granted or refused it.' })
  decidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The seller's words with the decision; always given with a refusal.",
  })
  decisionReason!: string | null;
}
