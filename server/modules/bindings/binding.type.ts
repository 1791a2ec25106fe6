import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';

export const BindingTypeEnum = enumType(
  'BindingType',
  'Kind of relation between customer and partner (绑定类型).',
  {
    ADVISORY: 'Advisory sale (顾问销售): the customer contracts with the marketplace itself.',
    AGENCY: 'Agency sale (代售): the partner funds and bills the customer.',
  },
);

export const PartnerBindingStatusEnum = enumType(
  'PartnerBindingStatus',
  'State of a binding (绑定状态).',
  {
    REPORTED: 'Reserved by the partner (报备), not invited yet.',
    INVITED: 'Invited, not answered.',
    PROVISIONAL:
      'Accepted without proof, since the account has no contact on file (待确认绑定): gives nothing until it is confirmed.',
    DECLINED: 'The customer declined.',
    EXPIRED: 'Not invited, or not answered, in time.',
    BOUND: 'In force.',
    CHANGE_PENDING: 'In force; a change of type waits for the other party.',
    UNBIND_PENDING: 'In force; a request to unbind waits for the other party.',
    UNBOUND: 'Ended.',
  },
);

export const BindingPartyEnum = enumType('BindingParty', 'Party of a binding.', {
  PARTNER: 'The customer service provider.',
  CUSTOMER: 'The customer.',
});

@ObjectType('PartnerBinding', {
  implements: [NodeType, ActionableType],
  description:
    'Relation of a customer to a partner, from report or invitation to its end (绑定关系).',
})
export class PartnerBindingType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => PartnerBindingStatusEnum, { description: 'Where it stands.' })
  status!: keyof typeof PartnerBindingStatusEnum;

  @Field(() => BindingTypeEnum, {
    nullable: true,
    description: 'Offered while invited, agreed once bound; null while only reported.',
  })
  type!: keyof typeof BindingTypeEnum | null;

  @Field(() => String, { nullable: true, description: 'What the partner wrote to the customer.' })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the partner wrote to; masked for operators.',
  })
  inviteMail!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer was reported.' })
  reportedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the last invitation went out.',
  })
  invitedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when a report is reserved, an invitation can be answered or a provisional binding confirmed; when a request to unbind is due for a reminder.',
  })
  dueAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer accepted.' })
  boundAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  unboundAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the customer declined.' })
  declineReason!: string | null;

  @Field(() => BindingPartyEnum, {
    nullable: true,
    description: 'Who made the open request; null when there is none.',
  })
  requestedBy!: keyof typeof BindingPartyEnum | null;

  @Field(() => BindingTypeEnum, { nullable: true, description: 'Type that an open request wants.' })
  requestedType!: keyof typeof BindingTypeEnum | null;

  @Field(() => String, { nullable: true, description: 'Why the request was made.' })
  requestReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the other party answered to the last request.',
  })
  answerReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "From when the partner is credited with the customer's consumption (业绩); null until bound.",
  })
  performanceFrom!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where one-time codes go: the contact on file, veiled, for example li***@y***.com. Null for an account without one. Only the customer reads it.',
  })
  codeContact!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'End of the time in which the latest code can be entered; null without a code. Only the customer reads it.',
  })
  codeExpiresAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Time from which another code may be sent; null when it may be sent now. Only the customer reads it.',
  })
  codeResendAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many wrong codes may still be entered before codes are locked until `codeResendAt`; null for everybody but the customer.',
  })
  codeTriesLeft!: number | null;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
