import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';
import { DerivationType } from '../derivation/derivation.type.ts';

export const PaymentAuthorizationStatusEnum = enumType(
  'PaymentAuthorizationStatus',
  'State of a payment authorization.',
  {
    PENDING: 'Awaiting the seller (待授权).',
    AUTHORIZED: 'Authorized by the seller, or by operations on behalf of the seller (已授权).',
    REFUSED: 'Refused by the seller; operations decide how the bill goes on (已拒绝).',
  },
);

@ObjectType('PaymentAuthorization', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Authorization of a seller to pay a partner its share of one bill line of a common product (授权付款). A bill is paid only after each of its authorizations was given.',
})
export class PaymentAuthorizationType extends ActionableNode {
  @Field(() => scalar.month, { description: 'Month of the bill (账期).' })
  period!: string;

  @Field(() => Int, { description: 'Position of the line in the bill, from 0.' })
  linePosition!: number;

  @Field(() => String, { description: 'Name of the partner who earns the share.' })
  partnerName!: string;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => MoneyType, {
    description:
      'Amount to authorize: the settlement amount of the bill line, including tax; negative for a refund.',
  })
  amount!: MoneyType;

  @Field(() => DerivationType, {
    description: 'Calculation of the amount, the same as that of the bill line (授权金额怎么算).',
  })
  amountDerivation!: DerivationType;

  @Field(() => PaymentAuthorizationStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof PaymentAuthorizationStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the bill was sent.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time by which the seller should decide, 10 working days by default; nothing is authorized by the clock. Null once decided.',
  })
  dueAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether `dueAt` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).',
  })
  isDueProvisional!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the seller did not decide in time (超期未授权).',
  })
  isFlagged!: boolean;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the decision.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the person who decided.' })
  decidedByName!: string | null;

  @Field(() => String, { nullable: true, description: "Reason of the seller's refusal." })
  refusalReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason of operations, who authorized the line on behalf of the seller or released its bill.',
  })
  operatorReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which operations released the bill despite the refusal; an adjustment line of a later bill deducts the amount (放行).',
  })
  releasedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
