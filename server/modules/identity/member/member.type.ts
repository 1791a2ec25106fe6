import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  NodeType,
  type ViewerActionType,
} from '../../../platform/schema/types.ts';

export const MemberStatusEnum = enumType('MemberStatus', 'State of a membership.', {
  ACTIVE: 'The person can work for the organization.',
  SUSPENDED: 'The person cannot sign in for it.',
});

export const InvitationStatusEnum = enumType('MemberInvitationStatus', 'State of an invitation.', {
  PENDING: 'Sent, not answered.',
  ACCEPTED: 'The person joined.',
  REVOKED: 'Taken back.',
  EXPIRED: 'Not answered in time.',
});

@ObjectType('Member', {
  implements: [NodeType, ActionableType],
  description: 'A person in an organization, with the one role they have there (成员).',
})
export class MemberType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => String, { description: 'Mail address they sign in with.' })
  mail!: string;

  @Field(() => String, {
    description: 'Role, for example "csp.manager"; the manual lists what each may do.',
  })
  role!: string;

  @Field(() => Boolean, {
    description: 'Whether signing in asks the person for a second factor (两步验证).',
  })
  secondFactor!: boolean;

  @Field(() => MemberStatusEnum, { description: 'Whether the person can work.' })
  status!: keyof typeof MemberStatusEnum;

  @Field(() => DateTimeScalar, { description: 'When they joined.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('MemberInvitation', {
  implements: [NodeType, ActionableType],
  description: 'An offer to a person to join the organization in a role (成员邀请).',
})
export class MemberInvitationType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Mail address it was sent to.' })
  mail!: string;

  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => String, { description: 'Role offered.' })
  role!: string;

  @Field(() => InvitationStatusEnum, { description: 'What became of it.' })
  status!: keyof typeof InvitationStatusEnum;

  @Field(() => DateTimeScalar, { description: 'Until when the link works.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
