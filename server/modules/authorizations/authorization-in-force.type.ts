import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType } from '../../platform/schema/types.ts';
import { AuthorizationLevelEnum } from './authorization.type.ts';

export const AuthorizationSourceEnum = enumType(
  'AuthorizationSource',
  'What lowest price and share follow from.',
  {
    CSP_AUTHORIZATION: 'A CSP authorization of a common product.',
    JOINT_SALES_AUTHORIZATION: 'A joint-sales authorization of a joint-operation product.',
    PRODUCT: "The product itself: the marketplace's own products need no authorization.",
  },
);

export const AuthorizationStandingEnum = enumType(
  'AuthorizationStanding',
  'Why an authorization decides, or does not.',
  {
    WINS: 'In force, and the most specific one: it decides.',
    LESS_SPECIFIC: 'In force, but a more specific one decides.',
    NOT_YET_STARTED: 'Starts later.',
    ENDED: 'Its period is over.',
    REVOKED: 'Was revoked.',
    NOT_GRANTED: 'Only requested.',
  },
);

@ObjectType('AuthorizationCandidate', {
  description: 'An authorization for the partner, product and customer, and how it stands.',
})
export class AuthorizationCandidateType {
  @Field(() => ID, {
    description: 'Global id: of a CspAuthorization or a JointSalesAuthorization.',
  })
  authorizationId!: string;

  @Field(() => AuthorizationLevelEnum, { description: 'For whom it is.' })
  level!: keyof typeof AuthorizationLevelEnum;

  @Field(() => AuthorizationStandingEnum, { description: 'Why it decides, or does not.' })
  standing!: keyof typeof AuthorizationStandingEnum;

  @Field(() => DecimalScalar, { description: 'Its lowest pay rate at that time, above 0 to 1.' })
  floorPayRate!: string;

  @Field(() => DecimalScalar, { description: 'Its share at that time, above 0 to 1.' })
  shareRatio!: string;

  @Field(() => Int, { description: 'Number of its terms at that time; 0 when only requested.' })
  termsVersion!: number;

  @Field(() => DateTimeScalar, { description: 'First instant in force.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it.' })
  validUntil!: Date;
}

@ObjectType('AuthorizationInForce', {
  description:
    'What a partner may grant on a product to a customer at an instant, and which authorization says so (授权生效说明).',
})
export class AuthorizationInForceType {
  @Field(() => DateTimeScalar, { description: 'The instant asked about.' })
  at!: Date;

  @Field(() => AuthorizationSourceEnum, {
    nullable: true,
    description: 'What decides; null when the partner may not sell the product then.',
  })
  source!: keyof typeof AuthorizationSourceEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing decides: SKU_NOT_AUTHORIZED; null when something does.',
  })
  reasonCode!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the authorization that decides; null for the product itself.',
  })
  authorizationId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of its terms at that time.' })
  termsVersion!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Lowest pay rate without a special request, above 0 to 1.',
  })
  floorPayRate!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of the partner, 0 to 1.' })
  shareRatio!: string | null;

  @Field(() => [AuthorizationCandidateType], {
    description: 'All that were looked at, the most specific first; at most 100.',
  })
  candidates!: AuthorizationCandidateType[];
}
