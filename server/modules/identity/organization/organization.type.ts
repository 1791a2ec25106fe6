import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';

export const OrganizationKindEnum = enumType(
  'OrganizationKind',
  'Kind of an organization in the marketplace.',
  {
    PARTNER: 'Customer service provider (客户服务商): binds customers and sells to them.',
    SELLER: 'Seller (商家): lists products and delivers them.',
    OPERATOR: 'Marketplace operations (运营).',
  },
);

export const OrganizationStatusEnum = enumType('OrganizationStatus', 'State of an organization.', {
  ACTIVE: 'Its members can work.',
  SUSPENDED:
    'Nobody can sign in for the organization; its data stays. A partner earns on no new sale and is not paid meanwhile.',
});

@ObjectType('Organization', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Company whose members work in the portal (组织).',
})
export class OrganizationType extends ActionableNode {
  @Field(() => OrganizationKindEnum, { description: 'Kind of the organization.' })
  kind!: keyof typeof OrganizationKindEnum;

  @Field(() => String, { description: 'Registered name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'English name; null if none exists.' })
  nameEn!: string | null;

  @Field(() => String, { description: 'Short unique code, upper case.' })
  code!: string;

  @Field(() => OrganizationStatusEnum, { description: 'State of the organization.' })
  status!: keyof typeof OrganizationStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the organization was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
