import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';
import { OrderStatusEnum } from './order.type.ts';

export const ShareStrategyEnum = enumType(
  'ShareStrategy',
  'How the settlement of a line follows from its amounts.',
  {
    OWN_SALE: "The partner's own sale: cash × share, from the product's VAT to that of the fee.",
    JOINT_SALE: 'Joint sale with the seller (联合销售): cash × share, tax included already.',
    LEGACY_MARGIN: 'Margin of the former dealers: (deal − floor) × part, VAT converted.',
  },
);

export const SupervisionStatusEnum = enumType(
  'LineSupervisionStatus',
  'Where the service supervision (服务监管) of a line stands.',
  {
    NOT_APPLICABLE: 'Not supervised (不涉及).',
    IN_PROGRESS: 'Under supervision (监管中).',
    COMPLETED: 'Accepted (已完成).',
  },
);

export const RepaymentStatusEnum = enumType(
  'RepaymentStatus',
  'Whether an amount paid on credit was repaid.',
  {
    NOT_APPLICABLE: 'Not paid on credit.',
    OUTSTANDING: 'Not repaid (未还款).',
    REPAID: 'Repaid in full (已还款).',
  },
);

@ObjectType('OrderLine', {
  implements: NodeType,
  description: 'One specification in an order, with what was frozen at its payment (订单行).',
})
export class OrderLineType extends NodeType {
  @Field(() => Int, { description: 'Place in the order, from 0.' })
  position!: number;

  @Field(() => String, { description: 'Number of its order.' })
  orderNumber!: string;

  @Field(() => OrderStatusEnum, {
    description: 'State of the line; a refund may leave it in another one than its order.',
  })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => String, { description: 'Name of the product when it was ordered.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the specification when it was ordered.' })
  specificationName!: string;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'List price of the quantity, tax included.' })
  listPrice!: MoneyType;

  @Field(() => DecimalScalar, {
    description: 'Share of the list price that was paid: 0.85 = 85 % (8.5 折).',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'List price × pay rate, rounded to the fen.' })
  dealPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid by vouchers, coupons and stored value.' })
  voucher!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid in cash.' })
  cash!: MoneyType;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The partner's share, 0 to 1; null for buyers and while none is agreed.",
  })
  shareRatio!: string | null;

  @Field(() => ShareStrategyEnum, {
    nullable: true,
    description: 'How the settlement is computed; null for buyers and while no share is agreed.',
  })
  strategy!: keyof typeof ShareStrategyEnum | null;

  @Field(() => DecimalScalar, { description: 'Output VAT rate of the product, 0 to 1.' })
  vatRate!: string;

  @Field(() => SupervisionStatusEnum, { description: 'Where its supervision stands.' })
  supervision!: keyof typeof SupervisionStatusEnum;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the buyer accepted it.' })
  supervisionCompletedAt!: Date | null;

  @Field(() => RepaymentStatusEnum, { description: 'Whether a credit was repaid.' })
  repayment!: keyof typeof RepaymentStatusEnum;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the credit was repaid.' })
  repaidAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it took effect; a renewal later than it is paid (生效时间).',
  })
  effectiveAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When its order was placed.' })
  placedAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
