import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const PrivateOfferStatusEnum = enumType('PrivateOfferStatus', 'State of a private offer.', {
  MANUAL_REVIEW: 'In review by operations, where the policy asks for it (运营审核中).',
  SCHEDULED: 'Granted; takes effect at its start (待生效).',
  EFFECTIVE: 'In effect: the listed customers can order at this price (生效中).',
  REJECTED: 'Rejected by operations (已驳回).',
  WITHDRAWN: 'Withdrawn by the seller while in review (已撤回).',
  EXPIRED: 'Validity ended (已到期).',
  UNUSABLE: 'No longer usable: product or specifications delisted (不可用).',
  REVOKED: 'Revoked by the seller (已终止).',
});

@ObjectType('PrivateOfferRecipient', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Customer that a private offer lists. A customer sees its own row only.',
})
export class PrivateOfferRecipientType extends NodeType {
  @Field(() => String, { description: 'Name of the customer at creation.' })
  customerName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Account (账号) of the customer at creation; null for customers.',
  })
  cloudAccount!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Path of the customer's private link (私有链接) below the portal's address; null unless the offer is in effect and the viewer may share it. A key needs the scope `write`.",
  })
  privateUrl!: string | null;
}

@ObjectType('PrivateOfferLine', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Price of one specification in a private offer.',
})
export class PrivateOfferLineType extends NodeType {
  @Field(() => String, { description: 'Code of the specification at creation.' })
  specificationCode!: string;

  @Field(() => String, { description: 'Name of the specification at creation.' })
  specificationName!: string;

  @Field(() => MoneyType, { description: 'List price for one period at creation.' })
  listPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description: 'Pay rate: share of the list price that the customer pays, above 0 to 1.',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'Net price for one period.' })
  netPrice!: MoneyType;

  @Field(() => Boolean, { description: 'Whether the specification is still on sale.' })
  isUsable!: boolean;
}

@ObjectType('PrivateOffer', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Price of a seller for listed customers over a period, from a customer demand or unasked (商家专属优惠). It is read-only once granted.',
})
export class PrivateOfferType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: PO, the day, a running number.' })
  number!: string;

  @Field(() => String, {
    description: "Name that the customers see, unique among the seller's offers.",
  })
  name!: string;

  @Field(() => PrivateOfferStatusEnum, {
    description: 'State of the offer; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof PrivateOfferStatusEnum;

  @Field(() => String, { description: 'Name of the product at creation.' })
  productName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the first listed customer; null for customers, who see their own row.',
  })
  customerName!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of listed customers; null for customers.',
  })
  customerCount!: number | null;

  @Field(() => scalar.dateTime, { description: 'First instant of the price.' })
  validFrom!: Date;

  @Field(() => scalar.dateTime, { description: 'First instant after the price.' })
  validUntil!: Date;

  @Field(() => MoneyType, { description: 'Sum of the list prices of the usable lines.' })
  listTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Sum of the net prices of the usable lines.' })
  netTotal!: MoneyType;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'Share ratio granted to the partner of the demand, above 0 to 1; null without a partner and for customers.',
  })
  shareRatio!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'Floor pay rate granted to the partner of the demand; null without a partner and for customers.',
  })
  floorPayRate!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Note of the seller for the partner and operations; null for customers.',
  })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the member who created it; null for customers.',
  })
  createdByName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which operations approved or rejected it; null without a review.',
  })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of operations; required for a rejection; null for customers.',
  })
  decisionReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the revocation; null for customers.',
  })
  revokeReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which it took effect.',
  })
  activatedAt!: Date | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the offer was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking; every event raises it.' })
  version!: number;
}
