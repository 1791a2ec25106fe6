import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('InvoicePurchaser', {
  simpleResolvers: true,
  description:
    'The marketplace as the purchaser on an invoice (购买方), and the place where the invoice is delivered.',
})
export class InvoicePurchaserType {
  @Field(() => String, { description: 'Title on the invoice (发票抬头).' })
  title!: string;

  @Field(() => String, { description: 'Taxpayer number (纳税人识别号): 15 to 20 characters.' })
  taxNumber!: string;

  @Field(() => String, { description: 'Bank and branch (开户行).' })
  bankName!: string;

  @Field(() => String, { description: 'Bank account number (银行账号).' })
  bankAccount!: string;

  @Field(() => String, { description: 'Registered address (注册地址).' })
  address!: string;

  @Field(() => String, { description: 'Registered telephone number (注册电话).' })
  phone!: string;

  @Field(() => String, { description: 'Recipient of paper invoices (收件人).' })
  recipientName!: string;

  @Field(() => String, { description: 'Telephone number of the recipient (收件电话).' })
  recipientPhone!: string;

  @Field(() => String, { description: 'Postal address for paper invoices (收件地址).' })
  recipientAddress!: string;

  @Field(() => String, { description: 'Mail address for electronic invoices (收票邮箱).' })
  recipientMailbox!: string;
}

@ObjectType('InvoicingSetting', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Invoicing data of the site (开票资料) that an operator set, in force from an instant until the next one. An invoice keeps those of its notice.',
})
export class InvoicingSettingType extends NodeType {
  @Field(() => InvoicePurchaserType, { description: 'Purchaser and place of delivery.' })
  purchaser!: InvoicePurchaserType;

  @Field(() => Boolean, { description: 'Whether the data are in force now.' })
  isInForce!: boolean;

  @Field(() => scalar.dateTime, { description: 'Time from which the data apply.' })
  effectiveFrom!: Date;

  @Field(() => String, { description: 'Name of the operator who set the data.' })
  setBy!: string;

  @Field(() => String, { description: 'Reason that the operator gave.' })
  reason!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the data were set.' })
  createdAt!: Date;
}
