import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType, NodeType } from '../../platform/schema/types.ts';

export const PartnerTierEnum = enumType('PartnerTier', 'Tier of a partner in the CSP program.', {
  SOLUTION_PROVIDER: 'Solution provider (解决方案提供商): sells to its own customers.',
  DISTRIBUTOR: 'Distributor (总经销商): has sub-distributors.',
  SUB_DISTRIBUTOR:
    'Sub-distributor (云经销商): works under a distributor; it sees and shares discounts but creates none.',
});

export const PartnerStatusEnum = enumType('PartnerStatus', 'State of a partner in the program.', {
  ENROLLED:
    'In the program; business information not certified, so no settlement bill can be issued.',
  CERTIFIED: 'Business information certified (商业信息认证).',
});

export const TaxpayerTypeEnum = enumType(
  'TaxpayerType',
  'Kind of taxpayer; it determines the VAT rate of the service fee of a partner, and of the common products of a seller.',
  {
    GENERAL: 'General taxpayer (一般纳税人).',
    SMALL_SCALE: 'Small-scale taxpayer (小规模纳税人).',
  },
);

@ObjectType('Partner', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: "Customer service provider (客户服务商, CSP) in the marketplace's partner program.",
})
export class PartnerType extends ActionableNode {
  @Field(() => String, { description: "Name of the partner's organization." })
  name!: string;

  @Field(() => PartnerTierEnum, { description: 'Tier in the program.' })
  tier!: keyof typeof PartnerTierEnum;

  @Field(() => PartnerStatusEnum, {
    description: 'State of the certification of the business information.',
  })
  status!: keyof typeof PartnerStatusEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the distributor of a sub-distributor; null if none exists.',
  })
  parentName!: string | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the partner joined the program.' })
  joinedAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the business information was certified (商业信息认证).',
  })
  certifiedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which operations suspended the partner (停用); null while it is active. A suspended partner cannot be selected, earns on no new sale and is not paid.',
  })
  suspendedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('TaxpayerProfile', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Tax and bank data of a partner, for invoices and payments.',
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

  @Field(() => String, {
    description: 'Bank account number, masked except for the last four digits.',
  })
  bankAccountMasked!: string;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which operations rejected the certification; null once the data were changed.',
  })
  rejectedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the rejection: the part of the data or license to correct (驳回原因).',
  })
  rejectionReason!: string | null;
}
