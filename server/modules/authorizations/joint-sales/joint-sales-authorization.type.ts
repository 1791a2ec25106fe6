import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';
import { AuthorizationBaseType } from '../authorization.type.ts';

export const JointSalesStatusEnum = enumType(
  'JointSalesAuthorizationStatus',
  'State of a joint-sales authorization.',
  {
    REQUESTED: "Requested by the partner; awaiting the seller's decision (待商家确认).",
    SCHEDULED: 'Granted; takes effect at its start (待生效).',
    ACTIVE: 'In force (生效中).',
    EXPIRED: 'Validity ended (已到期).',
    REFUSED: 'Refused by the seller (已拒绝).',
    WITHDRAWN: 'Withdrawn by the partner before a decision (已撤回).',
    LAPSED: 'Not decided in time (逾期未处理).',
    REVOKED: 'Revoked by the seller; effective discounts run to their end (已终止).',
  },
);

@ObjectType('JointSalesAuthorization', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Agreement of a partner and a seller to sell a joint-operation product together: share ratio, floor pay rate and validity (联合销售授权).',
})
export class JointSalesAuthorizationType extends AuthorizationBaseType {
  @Field(() => JointSalesStatusEnum, {
    description:
      'State of the authorization; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof JointSalesStatusEnum;

  @Field(() => String, { description: 'Name of the partner at creation.' })
  partnerName!: string;

  @Field(() => scalar.decimal, {
    description:
      'Share ratio of the partner, above 0 to 1: as agreed; as requested until granted (分成比例).',
  })
  shareRatio!: string;

  @Field(() => scalar.decimal, {
    description: 'Floor pay rate, above 0 to 1: as agreed; as requested until granted.',
  })
  floorPayRate!: string;

  @Field(() => scalar.dateTime, {
    description: 'First instant of validity: as agreed; as requested until granted.',
  })
  validFrom!: Date;

  @Field(() => scalar.dateTime, {
    description: 'First instant after the validity: as agreed; as requested until granted.',
  })
  validUntil!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'Largest number of customers for which it may be used; null if unlimited.',
  })
  maxCustomers!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Cash consumption (现金消费) in a calendar month of Asia/Shanghai beyond which no new discount can be submitted under it; null if unlimited.',
  })
  maxCashPerMonth!: MoneyType | null;

  @Field(() => Int, {
    description:
      'Version number of the terms in force; each amendment raises it. 0 before the grant.',
  })
  termsVersion!: number;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Share ratio that the partner requested; null if it was granted directly.',
  })
  requestedShareRatio!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Floor pay rate that the partner requested; null if it was granted directly.',
  })
  requestedFloorPayRate!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Start that the partner requested; null if it was granted directly.',
  })
  requestedFrom!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'End that the partner requested; null if it was granted directly.',
  })
  requestedUntil!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: "Time of the partner's request; null if it was granted directly.",
  })
  requestedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the requester at that time; null if it was granted directly.',
  })
  requestedByName!: string | null;

  @Field(() => String, { nullable: true, description: 'Message of the partner to the seller.' })
  requestNote!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: "Deadline of the seller's decision; null unless REQUESTED.",
  })
  dueAt!: Date | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the grant or refusal.' })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the member who granted or refused it.',
  })
  decidedByName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Message of the seller with the decision; required for a refusal.',
  })
  decisionReason!: string | null;
}
