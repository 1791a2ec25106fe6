import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../../platform/schema/scalars.ts';
import { ActionableType, enumType, NodeType } from '../../../platform/schema/types.ts';
import { AuthorizationBaseType } from '../authorization.type.ts';

export const CspAuthorizationStatusEnum = enumType(
  'CspAuthorizationStatus',
  'State of a CSP authorization.',
  {
    SCHEDULED: 'Granted, takes effect at its start (待生效).',
    ACTIVE: 'In force (生效中).',
    EXPIRED: 'Its period is over (已到期).',
    REVOKED: 'Ended early by the seller; discounts in effect run to their end (已终止).',
  },
);

@ObjectType('CspAuthorization', {
  implements: [NodeType, ActionableType],
  description:
    "A seller's leave for partners to resell a common product (通用商品客户服务商授权): at which lowest price, for which share.",
})
export class CspAuthorizationType extends AuthorizationBaseType {
  @Field(() => CspAuthorizationStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof CspAuthorizationStatusEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the partner when it was written; null when it is for all partners.',
  })
  partnerName!: string | null;

  @Field(() => DecimalScalar, {
    description:
      'The authorized minimum (授权折扣): lowest pay rate that the partner may grant, above 0 to 1; 0.8 = the customer pays 80 % (8 折).',
  })
  minPayRate!: string;

  @Field(() => DecimalScalar, { description: 'Share of the partner, above 0 to 1 (分成比例).' })
  shareRatio!: string;

  @Field(() => DateTimeScalar, { description: 'First instant in force.' })
  validFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it.' })
  validUntil!: Date;

  @Field(() => Int, { description: 'Number of the terms in force, raised by each change of them.' })
  termsVersion!: number;
}
