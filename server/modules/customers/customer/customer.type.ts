import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';

export const CustomerTypeEnum = enumType('CustomerType', 'Kind of customer.', {
  PERSON: 'Individual (个人).',
  COMPANY: 'Company (企业).',
});

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
  'Level of the account in the upstream system (客户等级); V0 is the lowest.',
  {
    V0: 'Level 0.',
    V1: 'Level 1.',
    V2: 'Level 2.',
    V3: 'Level 3.',
    V4: 'Level 4.',
    V5: 'Level 5.',
  },
);

export const CustomerSourceEnum = enumType('CustomerSource', 'Source of a customer record.', {
  PARTNER: 'Entered by a partner that pre-registered or invited the customer.',
  IMPORT: 'Imported from a file.',
  UPSTREAM: 'Received from the marketplace.',
});

const ContactSourceEnum = enumType('ContactSource', 'Origin of a contact on file.', {
  IMPORT: 'File that operations imported and are responsible for.',
  UPSTREAM: 'Account in the upstream system.',
  OPERATOR: 'Entered by operations (运营登记).',
});

export const UpstreamFlagEnum = enumType(
  'UpstreamFlag',
  'Flag of an account in the upstream system; each flag blocks some steps.',
  {
    OUTSTANDING_BILL: 'Unpaid bill.',
    BARRED_CONTRACT: 'Contract that excludes partners.',
    CUSTODY_SUB_ACCOUNT: 'Custody sub-account of an enterprise.',
    FROZEN: 'Frozen account (冻结).',
    RESERVED_INSTANCE: 'Reserved instance in force.',
    SUPPORT_PLAN: 'Support plan of the partner in force.',
    SPECIAL_CONTRACT: 'Special commercial contract in force.',
    INDEPENDENT_MEMBERS: 'Independent member accounts exist.',
    UNPAID_PARTNER_PAYS: 'Unpaid orders that the partner was to pay.',
    ARREARS: 'Account in arrears (欠费).',
    DIRECT_SALES_FOLLOW_UP: 'Account served by direct sales.',
  },
);

export const CustomerFlagSourceEnum = enumType('CustomerFlagSource', 'Source of a flag.', {
  UPSTREAM: 'Read from the upstream system (上游同步).',
  OPERATOR: 'Set by operations, since no API provides it (运营设置).',
});

@ObjectType('CustomerFlag', {
  simpleResolvers: true,
  description: 'Flag of a customer that is set, with the time of its fact (上游标记).',
})
export class CustomerFlagType {
  @Field(() => UpstreamFlagEnum, { description: 'Flag.' })
  flag!: keyof typeof UpstreamFlagEnum;

  @Field(() => scalar.dateTime, { description: 'Time from which the fact holds, as far as known.' })
  since!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Time at which the fact was last confirmed (数据截至).',
  })
  checkedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether the fact is older than the target lag of its API (已过期).',
  })
  isStale!: boolean;

  @Field(() => CustomerFlagSourceEnum, { description: 'Source of the flag.' })
  source!: keyof typeof CustomerFlagSourceEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the operator who set the flag; null for a fact from upstream.',
  })
  setBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the operator; null for a fact from upstream.',
  })
  reason!: string | null;
}

export const AccessLevelEnum = enumType(
  'AccessLevel',
  "Level of an organization's access to a customer's data.",
  {
    NAME: 'Name and status only.',
    FULL: 'All fields, with contact data masked.',
  },
);

@ObjectType('Customer', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Account that buys on the marketplace, or a prospect (客户). Name and status are always visible; the other fields are null until the access level is FULL.',
})
export class CustomerType extends NodeType {
  @Field(() => String, { description: 'Name of the company or person.' })
  name!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the customer was first recorded.' })
  createdAt!: Date;

  @Field(() => AccessLevelEnum, {
    description: "Level of the viewer's access to the customer's data.",
  })
  accessLevel!: keyof typeof AccessLevelEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Account name (账号), lower case; null at access level NAME.',
  })
  cloudAccount!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the account in the upstream system; null at NAME and for a prospect.',
  })
  upstreamId!: string | null;

  @Field(() => CustomerTypeEnum, {
    nullable: true,
    description: 'Kind of customer, person or company; null at NAME.',
  })
  customerType!: keyof typeof CustomerTypeEnum | null;

  @Field(() => VerifiedStatusEnum, {
    nullable: true,
    description: 'Real-name verification; null at NAME.',
  })
  verifiedStatus!: keyof typeof VerifiedStatusEnum | null;

  @Field(() => CustomerLevelEnum, {
    nullable: true,
    description: 'Level in the upstream system; null at NAME and if unknown.',
  })
  level!: keyof typeof CustomerLevelEnum | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the account was registered; null at NAME.',
  })
  registeredAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the first consumption paid in cash; null at NAME and before it.',
  })
  firstCashAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked name of the contact, for example 何**; null at NAME.',
  })
  contactName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked telephone number, for example 138****5678; null at NAME.',
  })
  contactPhone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Masked mail address, for example h***@example.com; null at NAME.',
  })
  contactMail!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the contact is on file (在册联系人) and receives the codes that prove consent; null at NAME.',
  })
  contactOnFile!: boolean | null;

  @Field(() => ContactSourceEnum, {
    nullable: true,
    description: 'Origin of the contact on file; null without one, where unknown, and at NAME.',
  })
  contactSource!: keyof typeof ContactSourceEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country, ISO 3166 two letters; null at NAME.',
  })
  country!: string | null;

  @Field(() => [UpstreamFlagEnum], {
    nullable: true,
    description: 'Flags of the account in the upstream system; null at NAME.',
  })
  upstreamFlags!: (keyof typeof UpstreamFlagEnum)[] | null;

  @Field(() => [CustomerFlagType], {
    nullable: true,
    description: 'Flags that are set, each with the time of its fact; null at NAME.',
  })
  flags!: CustomerFlagType[] | null;

  @Field(() => CustomerSourceEnum, {
    nullable: true,
    description: 'Source of the record; null at NAME.',
  })
  source!: keyof typeof CustomerSourceEnum | null;

  @Field(() => [String], {
    description: "Tags (标签) that the viewer's organization gave the customer.",
  })
  tags!: string[];
}

@ObjectType('CustomerContact', {
  simpleResolvers: true,
  description: 'Unmasked contact data; each disclosure is audited.',
})
export class CustomerContactType {
  @Field(() => String, { nullable: true, description: 'Name of the contact.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  mail!: string | null;
}
