import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType } from '../../../platform/schema/types.ts';

export const ReceiptConditionEnum = enumType(
  'ReceiptCondition',
  'Step that must happen before a bill is paid (到账前提).',
  {
    COUNTERSIGNED: 'Operations countersign the bill (会签).',
    INVOICE_SIGNED_FOR:
      'The partner issues and sends the invoice, and operations sign for it (开票并签收).',
    INVOICE_VERIFIED: 'Operations find the invoice correct (核对通过).',
    PAYMENT_AUTHORIZED:
      'Sellers authorize the lines of common products; without it the whole bill is not paid (授权付款).',
    PAYMENT_RESUBMITTED: 'Operations submit the rejected payment again (重新付款).',
  },
);

@ObjectType('ExpectedReceipt', {
  simpleResolvers: true,
  description:
    'Estimated payment of a bill: its day, if every open step takes the working days of its policy from now on (预计到账).',
})
export class ExpectedReceiptType {
  @Field(() => scalar.date, { description: 'Day by which the bill is paid.' })
  on!: string;

  @Field(() => Boolean, {
    description:
      'Whether the day is provisional: it lies in a year whose holiday plan is not published yet (放假安排未公布).',
  })
  isProvisional!: boolean;

  @Field(() => [ReceiptConditionEnum], {
    description: 'Open steps before the payment, in order; empty if only the payment is left.',
  })
  conditions!: (keyof typeof ReceiptConditionEnum)[];

  @Field(() => scalar.date, {
    nullable: true,
    description:
      'Day by which the invoice must be signed for, so that `on` holds; null once it is signed for.',
  })
  signedForBy!: string | null;

  @Field(() => Int, { description: 'Number of lines that no seller has authorized yet.' })
  unauthorizedLines!: number;
}
