import { Field, Int, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../../platform/schema/role.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';

export const MemberStatusEnum = enumType('MemberStatus', 'State of a membership.', {
  ACTIVE: 'The person can work for the organization.',
  SUSPENDED: 'The person cannot sign in for the organization.',
});

export const InvitationStatusEnum = enumType('MemberInvitationStatus', 'State of an invitation.', {
  PENDING: 'Sent, not answered.',
  ACCEPTED: 'The person joined.',
  REVOKED: 'Withdrawn by the organization (已撤回).',
  EXPIRED: 'Not answered in time.',
});

@ObjectType('Member', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Person in an organization, with one role there (成员).',
})
export class MemberType extends ActionableNode {
  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => String, { description: 'Mail address with which the person signs in.' })
  mail!: string;

  @Field(() => RoleEnum, { description: 'Role of the person in the organization.' })
  role!: keyof typeof RoleEnum;

  @Field(() => Boolean, {
    description: 'Whether signing in requires a second factor (两步验证).',
  })
  secondFactor!: boolean;

  @Field(() => MemberStatusEnum, { description: 'State of the membership.' })
  status!: keyof typeof MemberStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the person joined.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('MemberInvitation', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Invitation of a person to join the organization in a role (成员邀请).',
})
export class MemberInvitationType extends ActionableNode {
  @Field(() => String, { description: 'Mail address to which the invitation was sent.' })
  mail!: string;

  @Field(() => String, { description: 'Name of the person.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'Role offered.' })
  role!: keyof typeof RoleEnum;

  @Field(() => InvitationStatusEnum, { description: 'State of the invitation.' })
  status!: keyof typeof InvitationStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the link expires.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
