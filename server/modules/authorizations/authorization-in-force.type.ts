import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { enumType, ReasonCodeEnum } from '../../platform/schema/types.ts';
import { AuthorizationLevelEnum } from './authorization.type.ts';

export const AuthorizationSourceEnum = enumType(
  'AuthorizationSource',
  'Source of floor pay rate and share ratio.',
  {
    CSP_AUTHORIZATION: 'CSP authorization (客户服务商授权) of a common product.',
    JOINT_SALES_AUTHORIZATION:
      'Joint-sales authorization (联合销售授权) of a joint-operation product.',
    PRODUCT: "Product itself: the marketplace's own products need no authorization.",
  },
);

export const AuthorizationStandingEnum = enumType(
  'AuthorizationStanding',
  'Standing of an authorization in an explanation.',
  {
    WINS: 'Applies: the most specific authorization in force.',
    LESS_SPECIFIC: 'In force, but a more specific authorization applies.',
    NOT_YET_STARTED: 'Its validity starts later.',
    ENDED: 'Its validity has ended.',
    REVOKED: 'Revoked.',
    NOT_GRANTED: 'Requested, not granted.',
  },
);

@ObjectType('AuthorizationCandidate', {
  simpleResolvers: true,
  description:
    'Authorization for the partner, product and customer, with its standing at the instant.',
})
export class AuthorizationCandidateType {
  @Field(() => ID, {
    description: 'Global id of a CspAuthorization or a JointSalesAuthorization.',
  })
  authorizationId!: string;

  @Field(() => AuthorizationLevelEnum, { description: 'Level of the authorization.' })
  level!: keyof typeof AuthorizationLevelEnum;

  @Field(() => AuthorizationStandingEnum, {
    description: 'Standing at the instant: why it applies or does not.',
  })
  standing!: keyof typeof AuthorizationStandingEnum;

  @Field(() => scalar.decimal, { description: 'Floor pay rate at the instant, above 0 to 1.' })
  floorPayRate!: string;

  @Field(() => scalar.decimal, { description: 'Share ratio at the instant, above 0 to 1.' })
  shareRatio!: string;

  @Field(() => Int, {
    description: 'Version number of its terms at the instant; 0 if only requested.',
  })
  termsVersion!: number;

  @Field(() => scalar.dateTime, { description: 'First instant of validity.' })
  validFrom!: Date;

  @Field(() => scalar.dateTime, { description: 'First instant after the validity.' })
  validUntil!: Date;
}

@ObjectType('AuthorizationInForce', {
  simpleResolvers: true,
  description:
    'Terms that a partner may grant on a product to a customer at an instant, with the authorization that applies (授权生效说明).',
})
export class AuthorizationInForceType {
  @Field(() => scalar.dateTime, { description: 'Instant of the question.' })
  at!: Date;

  @Field(() => AuthorizationSourceEnum, {
    nullable: true,
    description:
      'Source of the terms; null if the partner may not sell the product at the instant.',
  })
  source!: keyof typeof AuthorizationSourceEnum | null;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Reason if nothing applies: SKU_NOT_AUTHORIZED; null otherwise.',
  })
  reasonCode!: keyof typeof ReasonCodeEnum | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the authorization that applies; null if the product itself does.',
  })
  authorizationId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Version number of the terms at the instant.' })
  termsVersion!: number | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Floor pay rate (底价): lowest pay rate without a special request, above 0 to 1.',
  })
  floorPayRate!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Share ratio of the partner, 0 to 1.',
  })
  shareRatio!: string | null;

  @Field(() => [AuthorizationCandidateType], {
    description: 'Authorizations considered, most specific first; at most 100.',
  })
  candidates!: AuthorizationCandidateType[];
}
