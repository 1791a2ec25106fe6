import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';

export const PartnerTierEnum = enumType('PartnerTier', 'Place of a partner in the CSP programme.', {
  SOLUTION_PROVIDER: 'Solution provider (解决方案提供商): sells to its own customers.',
  DISTRIBUTOR: 'Distributor (总经销商): has sub-distributors.',
  SUB_DISTRIBUTOR:
    'Sub-distributor (云经销商): works under a distributor; sees and shares discounts, creates none.',
});

export const PartnerStatusEnum = enumType('PartnerStatus', 'Whether a partner can be paid.', {
  ENROLLED: 'In the programme, business information not certified: no settlement bill can be made.',
  CERTIFIED: 'Business information certified (商业信息认证).',
});

export const TaxpayerTypeEnum = enumType(
  'TaxpayerType',
  'Kind of taxpayer; decides the VAT rate of the service fee.',
  {
    GENERAL: 'General taxpayer (一般纳税人).',
    SMALL_SCALE: 'Small-scale taxpayer (小规模纳税人).',
  },
);

@ObjectType('Partner', {
  implements: [NodeType, ActionableType],
  description:
    "A customer service provider (客户服务商, CSP) in the marketplace's partner programme.",
})
export class PartnerType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Name of its organization.' })
  name!: string;

  @Field(() => PartnerTierEnum, { description: 'Place in the programme.' })
  tier!: keyof typeof PartnerTierEnum;

  @Field(() => PartnerStatusEnum, { description: 'Whether its business information is certified.' })
  status!: keyof typeof PartnerStatusEnum;

  @Field(() => String, { nullable: true, description: 'Name of the distributor it works under.' })
  parentName!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it joined the programme.' })
  joinedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its business information was certified.',
  })
  certifiedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('TaxpayerProfile', {
  implements: NodeType,
  description: 'Tax and bank data of a partner, for invoices and pay-outs.',
})
export class TaxpayerProfileType extends NodeType {
  @Field(() => TaxpayerTypeEnum, { description: 'Kind of taxpayer.' })
  taxpayerType!: keyof typeof TaxpayerTypeEnum;

  @Field(() => String, {
    description: 'Taxpayer number: the unified social credit code (统一社会信用代码).',
  })
  taxNumber!: string;

  @Field(() => String, { description: 'Title on invoices (发票抬头).' })
  invoiceTitle!: string;

  @Field(() => String, { description: 'Registered address.' })
  address!: string;

  @Field(() => String, { description: 'Telephone number on invoices.' })
  phone!: string;

  @Field(() => String, { description: 'Bank and branch (开户行).' })
  bankName!: string;

  @Field(() => String, { description: 'Bank account, masked but for its last four digits.' })
  bankAccountMasked!: string;

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt!: Date;
}
