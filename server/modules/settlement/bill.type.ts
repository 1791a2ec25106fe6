import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const BillStatusEnum = enumType('SettlementBillStatus', 'State of a settlement bill.', {
  GENERATED: 'Made by the monthly run, being reviewed (已生成).',
  SENT: 'Sent to the partner (已发送).',
  COUNTERSIGNING: 'Waits for the countersignature (会签中).',
  AWAITING_INVOICE: "Countersigned; waits for the partner's invoice (待开票).",
  VERIFYING_INVOICE: 'The invoice arrived and is being checked (发票校验中).',
  PAYING: 'Being paid (付款中).',
  PAID: 'Paid (已付款).',
  PAYMENT_REJECTED: 'The payment was refused (申请被驳回).',
});

@ObjectType('SettlementBill', {
  implements: NodeType,
  description: 'What a partner earned in one month (对账单). It does not change once it was sent.',
})
export class SettlementBillType extends NodeType {
  @Field(() => String, { description: 'Readable number: STL, the month, a running number.' })
  number!: string;

  @Field(() => String, { description: 'Month in Asia/Shanghai, YYYY-MM (账期).' })
  period!: string;

  @Field(() => BillStatusEnum, {
    description: 'Which step on the way to its payment it has reached.',
  })
  status!: keyof typeof BillStatusEnum;

  @Field(() => MoneyType, {
    description: 'Sum of its lines, tax included; the invoice has this amount.',
  })
  gross!: MoneyType;

  @Field(() => MoneyType, { description: 'Gross without tax at the VAT rate of the run.' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Gross less net.' })
  tax!: MoneyType;

  @Field(() => MoneyType, { description: 'Part of the gross that earlier months carried in.' })
  carriedIn!: MoneyType;

  @Field(() => DecimalScalar, {
    description: 'VAT rate of the service fee at the run, 0 to 1 (服务费税率).',
  })
  serviceVatRate!: string;

  @Field(() => Int, { description: 'How many lines it has.' })
  lineCount!: number;

  @Field(() => DateTimeScalar, { description: 'When it was made (出账时间).' })
  runAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the present step should be done; a reminder, nothing lapses.',
  })
  dueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `dueAt` is provisional, because its year has no published holiday plan yet (放假安排未公布).',
  })
  isDueProvisional!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent.' })
  sentAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was countersigned (会签).' })
  countersignedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the payment request (申付单号); one invoice belongs to it.',
  })
  paymentRequestNumber!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid.' })
  paidAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the payment was refused.' })
  rejectionReason!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
