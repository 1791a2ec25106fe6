import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  NodeType,
  type ViewerActionType,
} from '../../../platform/schema/types.ts';

export const OrganizationKindEnum = enumType(
  'OrganizationKind',
  'Kind of an organization in the marketplace.',
  {
    PARTNER: 'Customer service provider (客户服务商): binds customers and sells to them.',
    SELLER: 'Seller (商家): lists products and delivers them.',
    OPERATOR: 'The marketplace itself (运营).',
  },
);

export const OrganizationStatusEnum = enumType('OrganizationStatus', 'State of an organization.', {
  ACTIVE: 'Its members can work.',
  SUSPENDED: 'Nobody can sign in for it; its data stays.',
});

@ObjectType('Organization', {
  implements: [NodeType, ActionableType],
  description: 'A company whose people work in the portal (组织).',
})
export class OrganizationType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => OrganizationKindEnum, { description: 'What it is in the marketplace.' })
  kind!: keyof typeof OrganizationKindEnum;

  @Field(() => String, { description: 'Registered name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'English name, when it has one.' })
  nameEn!: string | null;

  @Field(() => String, { description: 'Short unique code, upper case.' })
  code!: string;

  @Field(() => OrganizationStatusEnum, { description: 'Whether its people can work.' })
  status!: keyof typeof OrganizationStatusEnum;

  @Field(() => DateTimeScalar, { description: 'When it was set up.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
