import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const OrderStatusEnum = enumType(
  'OrderStatus',
  'State of an order or of one of its lines.',
  {
    PENDING_PAYMENT: 'Placed, not paid (待付款).',
    PROCESSING: 'Paid; being delivered or supervised (处理中).',
    COMPLETED: 'Delivered and, where supervised, accepted (已完成).',
    CANCELLED: 'Cancelled or expired before payment (已取消).',
    REFUND_PENDING: 'A refund waits for the seller (退订中).',
    REFUNDED: 'Paid back in full (已退订).',
  },
);

export const OrderTypeEnum = enumType('OrderType', 'What an order does.', {
  NEW: 'First purchase (新购).',
  TRIAL: 'Trial (试用).',
  TRIAL_TO_FORMAL: 'Turns a trial into a purchase (试用转正式).',
  RENEW: 'Renewal (续费).',
  CHANGE: 'Change of what was bought (变更).',
  UNSUBSCRIBE: 'Refund of earlier lines; its amounts are negative (退订).',
});

export const AttributionEnum = enumType(
  'OrderAttribution',
  'How an order came to a partner (归属).',
  {
    NONE: 'To no partner (未归属).',
    DISCOUNT: 'It used an exclusive discount of the partner.',
    AUTO: 'By the automatic discount at payment (自动专属优惠).',
    LINK: "The customer came by the partner's link.",
  },
);

export const AttributionReasonEnum = enumType(
  'OrderAttributionReason',
  'Why an order is attributed to no partner.',
  {
    NOT_PAID_YET: 'Attribution is decided at payment, which has not been made.',
    NO_PARTNER_SELECTED: 'The customer selected no partner on the order page.',
    CUSTOMER_NOT_BOUND: 'The customer was not bound to the selected partner.',
    DISCOUNT_OF_ANOTHER_PARTNER: 'The customer had an exclusive discount from another partner.',
    DISCOUNT_WITHIN_24_HOURS: 'An exclusive discount on the product was to start within 24 hours.',
    PRODUCT_NOT_COVERED: 'Common products have no automatic discount.',
  },
);

@ObjectType('Order', {
  implements: NodeType,
  description: 'What a customer bought at once (订单). A seller sees the amounts of its own lines.',
})
export class OrderType extends NodeType {
  @Field(() => String, { description: 'Readable number: ORD, the day, a running number (订单号).' })
  number!: string;

  @Field(() => OrderTypeEnum, { description: 'What it does.' })
  orderType!: keyof typeof OrderTypeEnum;

  @Field(() => OrderStatusEnum, { description: 'State of the order as a whole.' })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => String, { description: 'Name of the customer when it ordered.' })
  customerName!: string;

  @Field(() => AttributionEnum, { description: 'How it came to a partner.' })
  attribution!: keyof typeof AttributionEnum;

  @Field(() => AttributionReasonEnum, {
    nullable: true,
    description: 'Why it came to none; null when it came to one.',
  })
  attributionReason!: keyof typeof AttributionReasonEnum | null;

  @Field(() => MoneyType, { description: 'Sum of the list prices, tax included.' })
  listTotal!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Sum of the deal prices: list price × pay rate (成交价).',
  })
  dealTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid by vouchers, coupons and stored value.' })
  voucherTotal!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Part paid in cash (现金消费); only this counts for shares.',
  })
  cashTotal!: MoneyType;

  @Field(() => DateTimeScalar, { description: 'When it was placed (下单时间).' })
  placedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When payment was confirmed.' })
  paidAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed.' })
  completedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
