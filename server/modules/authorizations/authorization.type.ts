import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const AuthorizationLevelEnum = enumType(
  'AuthorizationLevel',
  'Level of an authorization; of several in force the most specific one applies.',
  {
    PRODUCT: 'All partners of the program (商品级).',
    PARTNER: 'One partner, for all its customers (服务商级).',
    CUSTOMER: 'One partner, for one customer (客户级).',
  },
);

export const AuthorizationEndReasonEnum = enumType(
  'AuthorizationEndReason',
  'Reason why an authorization ended without being revoked.',
  { CUSTOMER_UNBOUND: 'The customer is no longer bound to the partner (客户已解绑).' },
);

/** Fields that both kinds of authorization share. */
@ObjectType('AuthorizationBase')
export abstract class AuthorizationBaseType extends ActionableNode {
  @Field(() => AuthorizationLevelEnum, { description: 'Level of the authorization.' })
  level!: keyof typeof AuthorizationLevelEnum;

  @Field(() => String, { description: 'Name of the product at creation.' })
  productName!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the customer at creation; null if the authorization is for all customers.',
  })
  customerName!: string | null;

  @Field(() => scalar.decimal, {
    description: 'Maximum share ratio of the product when the terms were set, 0 to 1.',
  })
  maxShareRatio!: string;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the authorization was revoked.',
  })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Reason for the revocation.' })
  revokeReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which it ended for its `endReason`; null if its validity simply ended.',
  })
  endedAt!: Date | null;

  @Field(() => AuthorizationEndReasonEnum, {
    nullable: true,
    description: 'Reason why the authorization ended early without being revoked.',
  })
  endReason!: keyof typeof AuthorizationEndReasonEnum | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the authorization was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking; every event raises it.' })
  version!: number;
}

@ObjectType('AuthorizationVersion', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Version of the terms of an authorization. Discounts and orders record the version under which they were made.',
})
export class AuthorizationVersionType extends NodeType {
  @Field(() => Int, { description: 'Version number of the terms, from 1.' })
  termsVersion!: number;

  @Field(() => scalar.decimal, {
    description:
      'Floor pay rate: lowest pay rate that the partner may grant. 0.8 = the customer pays 80 % (8 折).',
  })
  floorPayRate!: string;

  @Field(() => scalar.decimal, { description: 'Share ratio of the partner, above 0 to 1.' })
  shareRatio!: string;

  @Field(() => scalar.dateTime, { description: 'First instant of validity.' })
  validFrom!: Date;

  @Field(() => scalar.dateTime, {
    description: 'First instant after the validity under these terms.',
  })
  validUntil!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'Largest number of customers; null if unlimited.',
  })
  maxCustomers!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Largest monthly cash consumption; null if unlimited.',
  })
  maxCashPerMonth!: MoneyType | null;

  @Field(() => String, { description: 'Name of the member who set the terms, at that time.' })
  setByName!: string;

  @Field(() => scalar.dateTime, { description: 'Time from which these terms apply.' })
  createdAt!: Date;
}
