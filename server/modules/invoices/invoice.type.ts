import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';
import { InvoiceFileFormatEnum } from './document/invoice-file.type.ts';
import { InvoiceListLineType } from './list/invoice-list.type.ts';
import { InvoicePurchaserType } from './setting/invoicing-setting.type.ts';

export const InvoiceStatusEnum = enumType('InvoiceStatus', 'State of an invoice.', {
  NOTIFIED: "Awaiting the partner's invoice (待开票).",
  ISSUED: 'Issued and registered (已开票).',
  MAILED: 'Sent (已寄出).',
  SIGNED: 'Signed for; being checked (已签收).',
  VERIFIED: 'Found correct; the bill goes to payment (核对通过).',
  RETURNED: 'Returned; the partner must issue a new one with a new number (已退回).',
});

export const InvoiceKindEnum = enumType('InvoiceKind', 'Kind of an invoice.', {
  VAT_SPECIAL:
    'VAT special invoice, on paper or electronic (增值税专用发票): the only kind accepted.',
  VAT_ORDINARY: 'VAT ordinary invoice (增值税普通发票): not accepted.',
});

export const InvoiceDeliveryEnum = enumType('InvoiceDelivery', 'Means of delivery of an invoice.', {
  COURIER: 'Paper invoice by courier (快递).',
  ELECTRONIC: 'Electronic invoice (数电专票) by mail.',
});

@ObjectType('Invoice', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Invoice of a partner to the marketplace for one countersigned bill (发票). The marketplace pays after the invoice was signed for and checked.',
})
export class InvoiceType extends ActionableNode {
  @Field(() => String, { description: 'Payment request number (申付单号).' })
  paymentRequestNumber!: string;

  @Field(() => InvoiceStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof InvoiceStatusEnum;

  @Field(() => MoneyType, { description: 'Amount of the invoice, including tax, to the fen.' })
  gross!: MoneyType;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'VAT rate that an invoice issued now must have, 0 to 1; null without a taxpayer profile.',
  })
  expectedVatRate!: string | null;

  @Field(() => InvoicePurchaserType, {
    nullable: true,
    description:
      'Purchaser and place of delivery, as they were in force at the notice; null only for an old invoice, until the data are first set.',
  })
  purchaser!: InvoicePurchaserType | null;

  @Field(() => [InvoiceListLineType], {
    description: 'Invoice list (开票清单), by product type.',
  })
  list!: InvoiceListLineType[];

  @Field(() => scalar.dateTime, {
    description: 'Time at which the partner was asked for the invoice.',
  })
  notifiedAt!: Date;

  @Field(() => scalar.dateTime, {
    description:
      'Time by which the invoice must be signed for: one calendar month, 23:59:59 Asia/Shanghai.',
  })
  dueAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time from which the invoice was overdue (已逾期); null if it was in time.',
  })
  overdueSince!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the current document (发票号码): 8 to 20 digits.',
  })
  number!: string | null;

  @Field(() => scalar.date, { nullable: true, description: 'Date on the document.' })
  issuedOn!: string | null;

  @Field(() => scalar.decimal, { nullable: true, description: 'VAT rate of the document, 0 to 1.' })
  vatRate!: string | null;

  @Field(() => Boolean, {
    description: "Whether the document's VAT rate differs from that of the bill.",
  })
  rateDiffersFromBill!: boolean;

  @Field(() => MoneyType, { nullable: true, description: 'Gross without tax.' })
  net!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Tax: gross less net.' })
  tax!: MoneyType | null;

  @Field(() => InvoiceDeliveryEnum, { nullable: true, description: 'Means of delivery.' })
  delivery!: keyof typeof InvoiceDeliveryEnum | null;

  @Field(() => String, { nullable: true, description: 'Carrier of a paper invoice.' })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: 'Tracking number of the carrier (运单号).' })
  trackingNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mail address to which an electronic invoice was sent.',
  })
  mailbox!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the invoice was sent.',
  })
  sentAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the invoice was signed for (签收).',
  })
  signedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the person who signed for it.' })
  signedByName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time by which the invoice should be checked; only a reminder, nothing lapses.',
  })
  verifyDueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `verifyDueAt` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).',
  })
  isVerifyDueProvisional!: boolean;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the invoice was found correct.',
  })
  verifiedAt!: Date | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the latest return.' })
  returnedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Reason of the latest return.' })
  returnReason!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('InvoiceRegistration', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Document registered for an invoice; returned ones stay on record.',
})
export class InvoiceRegistrationType extends NodeType {
  @Field(() => Int, { description: 'Number of the attempt, from 1.' })
  position!: number;

  @Field(() => InvoiceKindEnum, { description: 'Kind of the document.' })
  kind!: keyof typeof InvoiceKindEnum;

  @Field(() => String, { description: 'Number of the document.' })
  number!: string;

  @Field(() => scalar.date, { description: 'Date on the document.' })
  issuedOn!: string;

  @Field(() => scalar.decimal, { description: 'VAT rate, 0 to 1.' })
  vatRate!: string;

  @Field(() => MoneyType, { description: 'Amount without tax.' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Tax on the document.' })
  tax!: MoneyType;

  @Field(() => InvoiceFileFormatEnum, {
    nullable: true,
    description: 'Format of the electronic invoice that was read; null if all was entered by hand.',
  })
  fileFormat!: keyof typeof InvoiceFileFormatEnum | null;

  @Field(() => scalar.dateTime, { description: 'Time of the registration.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Name of the member who registered it.' })
  registeredByName!: string;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the return.' })
  returnedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Reason of the return.' })
  returnReason!: string | null;
}
