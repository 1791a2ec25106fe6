import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';
import { AuthorizationBaseType } from '../authorization.type.ts';

export const CspAuthorizationStatusEnum = enumType(
  'CspAuthorizationStatus',
  'State of a CSP authorization.',
  {
    SCHEDULED: 'Granted; takes effect at its start (待生效).',
    ACTIVE: 'In force (生效中).',
    EXPIRED: 'Validity ended (已到期).',
    REVOKED: 'Revoked by the seller; effective discounts run to their end (已终止).',
  },
);

@ObjectType('CspAuthorization', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Authorization by a seller for partners to sell a common product, with floor pay rate and share ratio (通用商品客户服务商授权).',
})
export class CspAuthorizationType extends AuthorizationBaseType {
  @Field(() => CspAuthorizationStatusEnum, {
    description:
      'State of the authorization; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof CspAuthorizationStatusEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the partner at creation; null if the authorization is for all partners.',
  })
  partnerName!: string | null;

  @Field(() => scalar.decimal, {
    description:
      'Floor pay rate (授权底价): lowest pay rate that the partner may grant, above 0 to 1. 0.8 = the customer pays 80 % (8 折).',
  })
  floorPayRate!: string;

  @Field(() => scalar.decimal, {
    description: 'Share ratio of the partner, above 0 to 1 (分成比例).',
  })
  shareRatio!: string;

  @Field(() => scalar.dateTime, { description: 'First instant of validity.' })
  validFrom!: Date;

  @Field(() => scalar.dateTime, { description: 'First instant after the validity.' })
  validUntil!: Date;

  @Field(() => Int, { description: 'Version number of the terms in force; each change raises it.' })
  termsVersion!: number;
}
