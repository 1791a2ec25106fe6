import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  MoneyType,
  NodeType,
  type ViewerActionType,
} from '../../platform/schema/types.ts';

export const InvoiceStatusEnum = enumType('InvoiceStatus', 'State of an invoice.', {
  NOTIFIED: 'The partner was asked for it (待开票).',
  ISSUED: 'Issued and registered (已开票).',
  MAILED: 'On its way (已寄出).',
  SIGNED: 'Arrived, being checked (已签收).',
  VERIFIED: 'Correct; the bill is paid (核对通过).',
  RETURNED: 'Wrong; must be issued again with a new number (已退回).',
});

export const InvoiceKindEnum = enumType('InvoiceKind', 'Kind of an invoice.', {
  VAT_SPECIAL:
    'VAT special invoice, on paper or electronic (增值税专用发票): the only one accepted.',
  VAT_ORDINARY: 'VAT ordinary invoice (增值税普通发票): refused.',
});

export const InvoiceDeliveryEnum = enumType('InvoiceDelivery', 'How an invoice was sent.', {
  COURIER: 'On paper, by a carrier (快递).',
  ELECTRONIC: 'As an electronic invoice (数电专票), to a mailbox.',
});

@ObjectType('Invoice', {
  implements: [NodeType, ActionableType],
  description:
    "The partner's invoice to the marketplace for one countersigned bill (发票). The marketplace pays only after it was signed for and verified.",
})
export class InvoiceType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => String, { description: 'Payment request (申付单号) that it belongs to.' })
  paymentRequestNumber!: string;

  @Field(() => InvoiceStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof InvoiceStatusEnum;

  @Field(() => MoneyType, { description: 'What it must amount to, tax included, to the fen.' })
  gross!: MoneyType;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'VAT rate that an invoice issued now must have, 0 to 1; null without a taxpayer profile.',
  })
  expectedVatRate!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the partner was asked for it.' })
  notifiedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'Until when it must be signed for: one calendar month, 23:59:59 Asia/Shanghai.',
  })
  dueAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it was overdue (已逾期); null when it was in time.',
  })
  overdueSince!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the present document (发票号码): 8 to 20 digits.',
  })
  number!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Day on the document, 00:00 Asia/Shanghai.',
  })
  issuedOn!: Date | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'VAT rate of the document, 0 to 1.' })
  vatRate!: string | null;

  @Field(() => Boolean, {
    description: "Whether the document's VAT rate differs from that of the bill.",
  })
  rateDiffersFromBill!: boolean;

  @Field(() => MoneyType, { nullable: true, description: 'Gross without tax.' })
  net!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Gross less net.' })
  tax!: MoneyType | null;

  @Field(() => InvoiceDeliveryEnum, { nullable: true, description: 'How it was sent.' })
  delivery!: keyof typeof InvoiceDeliveryEnum | null;

  @Field(() => String, { nullable: true, description: 'Carrier of a paper invoice.' })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: 'Tracking number of the carrier (运单号).' })
  trackingNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Mailbox that got an electronic invoice.' })
  mailbox!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent.' })
  sentAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was signed for (签收).' })
  signedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who signed for it.' })
  signedByName!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it should be verified; a reminder, nothing lapses.',
  })
  verifyDueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `verifyDueAt` is provisional, because its year has no published holiday plan yet (放假安排未公布).',
  })
  isVerifyDueProvisional!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was found correct.' })
  verifiedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last returned.' })
  returnedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was last returned.' })
  returnReason!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('InvoiceRegistration', {
  implements: NodeType,
  description: 'One document that was registered for an invoice; returned ones stay on record.',
})
export class InvoiceRegistrationType extends NodeType {
  @Field(() => Int, { description: 'Which try it is, from 1.' })
  position!: number;

  @Field(() => InvoiceKindEnum, { description: 'Kind.' })
  kind!: keyof typeof InvoiceKindEnum;

  @Field(() => String, { description: 'Number of the document.' })
  number!: string;

  @Field(() => DateTimeScalar, { description: 'Day on the document, 00:00 Asia/Shanghai.' })
  issuedOn!: Date;

  @Field(() => DecimalScalar, { description: 'VAT rate, 0 to 1.' })
  vatRate!: string;

  @Field(() => MoneyType, { description: 'Amount without tax.' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Tax.' })
  tax!: MoneyType;

  @Field(() => DateTimeScalar, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Who registered it.' })
  registeredByName!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was returned.' })
  returnedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was returned.' })
  returnReason!: string | null;
}
