import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../platform/schema/types.ts';

export const CustomerTypeEnum = enumType(
  'CustomerType',
  'Whether a customer is a person or a company.',
  {
    PERSON: 'A private person (个人).',
    COMPANY: 'A company (企业).',
  },
);

export const VerifiedStatusEnum = enumType(
  'VerifiedStatus',
  'Real-name verification of an account (实名认证).',
  {
    NONE: 'Not started.',
    IN_REVIEW: 'Being checked.',
    FAILED: 'Checked and refused.',
    VERIFIED: 'Verified.',
  },
);

export const CustomerLevelEnum = enumType(
  'CustomerLevel',
  'Level of the account upstream (客户等级), V0 lowest.',
  {
    V0: 'Level 0.',
    V1: 'Level 1.',
    V2: 'Level 2.',
    V3: 'Level 3.',
    V4: 'Level 4.',
    V5: 'Level 5.',
  },
);

export const CustomerSourceEnum = enumType('CustomerSource', 'Where a customer came from.', {
  PARTNER: 'Entered by a partner that reported or invited it.',
  IMPORT: 'Loaded from a list.',
  UPSTREAM: 'Told by the marketplace.',
});

export const UpstreamFlagEnum = enumType(
  'UpstreamFlag',
  'What upstream says of an account; each one stands in the way of some step.',
  {
    OUTSTANDING_BILL: 'Has an unpaid bill.',
    BARRED_CONTRACT: 'Has a contract that bars partners.',
    CUSTODY_SUB_ACCOUNT: 'Is a custody sub-account of an enterprise.',
    FROZEN: 'Is frozen (冻结).',
    RESERVED_INSTANCE: 'Has a valid reserved instance.',
    SUPPORT_PLAN: 'Has a valid support plan of its partner.',
    SPECIAL_CONTRACT: 'Has a special commercial contract in force.',
    INDEPENDENT_MEMBERS: 'Has independent member accounts.',
    UNPAID_PARTNER_PAYS: 'Has unpaid orders that its partner was to pay.',
    ARREARS: 'Is in arrears (欠费).',
    DIRECT_SALES_FOLLOW_UP: 'Is followed up by direct sales.',
  },
);

export const AccessLevelEnum = enumType(
  'AccessLevel',
  "Level of an organization's access to a customer's data.",
  {
    NAME: 'Name and status only.',
    FULL: 'All fields, with contact data masked.',
  },
);

@ObjectType('Customer', {
  implements: NodeType,
  description:
    'An account that buys on the marketplace, or a prospect that may (客户). Its name and status are always visible; the other fields are null until the access level is FULL.',
})
export class CustomerType extends NodeType {
  @Field(() => String, { description: 'Name of the company or person.' })
  name!: string;

  @Field(() => DateTimeScalar, { description: 'Since when the portal knows it.' })
  createdAt!: Date;

  @Field(() => AccessLevelEnum, { description: 'How much the viewer may know of it.' })
  accessLevel!: keyof typeof AccessLevelEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Account name (账号), lower case; null at access level NAME.',
  })
  cloudAccount!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the account upstream; null at NAME and for a prospect.',
  })
  upstreamId!: string | null;

  @Field(() => CustomerTypeEnum, {
    nullable: true,
    description: 'Person or company; null at NAME.',
  })
  customerType!: keyof typeof CustomerTypeEnum | null;

  @Field(() => VerifiedStatusEnum, {
    nullable: true,
    description: 'Real-name verification; null at NAME.',
  })
  verifiedStatus!: keyof typeof VerifiedStatusEnum | null;

  @Field(() => CustomerLevelEnum, {
    nullable: true,
    description: 'Level upstream; null at NAME and when unknown.',
  })
  level!: keyof typeof CustomerLevelEnum | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the account was registered; null at NAME.',
  })
  registeredAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First consumption paid in cash; null at NAME and before it.',
  })
  firstCashAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked name of the contact, for example 何**; null at NAME.',
  })
  contactName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked telephone, for example 138****5678; null at NAME.',
  })
  contactPhone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked mail address, for example h***@example.com; null at NAME.',
  })
  contactMail!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country, ISO 3166 two letters; null at NAME.',
  })
  country!: string | null;

  @Field(() => [UpstreamFlagEnum], {
    nullable: true,
    description: 'What upstream says of the account; null at NAME.',
  })
  upstreamFlags!: (keyof typeof UpstreamFlagEnum)[] | null;

  @Field(() => CustomerSourceEnum, {
    nullable: true,
    description: 'Where the row came from; null at NAME.',
  })
  source!: keyof typeof CustomerSourceEnum | null;

  @Field(() => [String], { description: "Labels (标签) that the viewer's organization gave it." })
  tags!: string[];
}

@ObjectType('CustomerContact', {
  description: 'Contact data in clear, handed out once and audited.',
})
export class CustomerContactType {
  @Field(() => String, { nullable: true, description: 'Name of the contact.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  mail!: string | null;
}
