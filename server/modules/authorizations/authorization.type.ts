import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import {
  type ActionableType,
  enumType,
  MoneyType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';

export const AuthorizationLevelEnum = enumType(
  'AuthorizationLevel',
  'What an authorization is for; of several in force the most specific one decides.',
  {
    PRODUCT: 'All partners of the programme that sell the product (商品级).',
    PARTNER: 'One partner, for all its customers (伙伴级).',
    CUSTOMER: 'One partner, for one customer (客户级).',
  },
);

export const AuthorizationEndReasonEnum = enumType(
  'AuthorizationEndReason',
  'Why an authorization ended although nobody revoked it.',
  { CUSTOMER_UNBOUND: 'Its customer is no longer bound to the partner (客户已解绑).' },
);

/** What both kinds of authorization say of themselves. */
@ObjectType('AuthorizationBase')
export abstract class AuthorizationBaseType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => AuthorizationLevelEnum, { description: 'For whom it is.' })
  level!: keyof typeof AuthorizationLevelEnum;

  @Field(() => String, { description: 'Name of the product when it was written.' })
  productName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the customer when it was written; null when it is for all customers.',
  })
  customerName!: string | null;

  @Field(() => DecimalScalar, {
    description: "The product's largest share when the terms were set, 0 to 1.",
  })
  maxShareRatio!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was revoked.' })
  revokeReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ended for its `endReason`; null when its period ended it.',
  })
  endedAt!: Date | null;

  @Field(() => AuthorizationEndReasonEnum, {
    nullable: true,
    description: 'Why it ended before its time although nobody revoked it.',
  })
  endReason!: keyof typeof AuthorizationEndReasonEnum | null;

  @Field(() => DateTimeScalar, { description: 'When it was first written.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking, raised by every event.' })
  version!: number;
}

@ObjectType('AuthorizationVersion', {
  implements: NodeType,
  description:
    'The terms of an authorization as they were set once. Discounts and orders stamp the version under which they were made.',
})
export class AuthorizationVersionType extends NodeType {
  @Field(() => Int, { description: 'Number of these terms, from 1.' })
  termsVersion!: number;

  @Field(() => DecimalScalar, {
    description: 'Lowest pay rate that the partner may grant: 0.8 = the customer pays 80 % (8 折).',
  })
  floorPayRate!: string;

  @Field(() => DecimalScalar, { description: 'Share of the partner, above 0 to 1.' })
  shareRatio!: string;

  @Field(() => DateTimeScalar, { description: 'First instant of the authorization.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it, by these terms.' })
  validUntil!: Date;

  @Field(() => Int, { nullable: true, description: 'Largest number of customers; null for any.' })
  maxCustomers!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Largest cash consumption in a month; null for any.',
  })
  maxCashPerMonth!: MoneyType | null;

  @Field(() => String, { description: 'Name of who set them, as it was then.' })
  setByName!: string;

  @Field(() => DateTimeScalar, { description: 'Since when these terms bind.' })
  createdAt!: Date;
}
