import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../platform/schema/types.ts';

export const BindingTypeEnum = enumType(
  'BindingType',
  'Binding type: form of the contract between customer, partner and marketplace (绑定类型).',
  {
    ADVISORY: 'Advisory sale (顾问销售): the customer contracts with the marketplace itself.',
    AGENCY: 'Agency sale (代售): the partner funds and bills the customer.',
  },
);

export const PartnerBindingStatusEnum = enumType(
  'PartnerBindingStatus',
  'State of a binding (绑定状态).',
  {
    PRE_REGISTERED: 'Pre-registered by the partner (报备), not invited yet.',
    INVITED: "Invited; awaiting the customer's response.",
    PROVISIONAL:
      'Accepted without proof, because the account has no contact on file (待确认绑定). It has no effect until it is confirmed.',
    DECLINED: 'The customer declined the invitation.',
    EXPIRED: 'Pre-registration or invitation expired.',
    BOUND: 'In force.',
    CHANGE_PENDING: "In force; a change of type awaits the other party's decision.",
    UNBIND_PENDING: "In force; a request to unbind awaits the other party's decision.",
    UNBOUND: 'Ended.',
  },
);

export const BindingOriginEnum = enumType('BindingOrigin', 'Source of a binding (绑定来源).', {
  INVITATION: 'Pre-registered or invited by the partner (服务商邀请).',
  UPSTREAM: 'Associated in the upstream system (上游关联).',
});

export const BindingPartyEnum = enumType('BindingParty', 'Party of a binding.', {
  PARTNER: 'The customer service provider.',
  CUSTOMER: 'The customer.',
});

@ObjectType('PartnerBinding', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Binding of a customer to a partner, from pre-registration or invitation to its end (绑定关系).',
})
export class PartnerBindingType extends ActionableNode {
  @Field(() => PartnerBindingStatusEnum, { description: 'State of the binding.' })
  status!: keyof typeof PartnerBindingStatusEnum;

  @Field(() => BindingTypeEnum, {
    nullable: true,
    description:
      'Binding type: offered while invited, agreed once bound; null while only pre-registered.',
  })
  type!: keyof typeof BindingTypeEnum | null;

  @Field(() => BindingOriginEnum, { description: 'Source of the binding.' })
  origin!: keyof typeof BindingOriginEnum;

  @Field(() => String, { nullable: true, description: 'Message of the partner to the customer.' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Mail address to which the partner sent the invitation; null if it went to the contact on file only, and for distributors; masked for operators.',
  })
  inviteMail!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the customer was pre-registered.',
  })
  preRegisteredAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the latest invitation was sent.',
  })
  invitedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Deadline of the state: a pre-registration or invitation expires, or a provisional binding must be confirmed. For a request to unbind, time of the reminder.',
  })
  dueAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the customer accepted.',
  })
  boundAt!: Date | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which the binding ended.' })
  unboundAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Reason why the customer declined.' })
  declineReason!: string | null;

  @Field(() => BindingPartyEnum, {
    nullable: true,
    description: 'Party that made the open request; null if none exists.',
  })
  requestedBy!: keyof typeof BindingPartyEnum | null;

  @Field(() => BindingTypeEnum, {
    nullable: true,
    description: 'Binding type that the open request asks for.',
  })
  requestedType!: keyof typeof BindingTypeEnum | null;

  @Field(() => String, { nullable: true, description: 'Reason for the request.' })
  requestReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason that the other party gave in response to the latest request.',
  })
  answerReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      "Time from which the customer's consumption counts as sales of the partner (业绩); null until bound.",
  })
  performanceFrom!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Masked contact on file to which one-time codes are sent, for example li***@y***.com. Null without one. Visible to the customer only.',
  })
  codeContact!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the latest code expires; null without a code. Visible to the customer only.',
  })
  codeExpiresAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time from which another code may be sent; null if it may be sent now. Visible to the customer only.',
  })
  codeResendAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of wrong codes that may still be entered before codes are locked until `codeResendAt`. Visible to the customer only.',
  })
  codeTriesLeft!: number | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the binding began.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
