import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const OrderStatusEnum = enumType('OrderStatus', 'State of an order or an order line.', {
  PENDING_PAYMENT: 'Placed, not paid (待付款).',
  PROCESSING: 'Paid; being delivered or supervised (处理中).',
  COMPLETED: 'Delivered and, where supervised, accepted (已完成).',
  CANCELLED: 'Canceled or expired before payment (已取消).',
  REFUND_PENDING: 'Refund awaiting the seller (退订中).',
  REFUNDED: 'Refunded in full (已退订).',
});

export const OrderTypeEnum = enumType('OrderType', 'Kind of an order.', {
  NEW: 'First purchase (新购).',
  TRIAL: 'Trial (试用).',
  TRIAL_TO_FORMAL: 'Conversion of a trial into a purchase (试用转正式).',
  RENEW: 'Renewal (续费).',
  CHANGE: 'Change of an earlier purchase (变更).',
  UNSUBSCRIBE: 'Refund of earlier lines; its amounts are negative (退订).',
});

export const OrderProgramEnum = enumType(
  'OrderProgram',
  'Program that subsidizes an order. Operations review its deliveries before the acceptance (华为云复核).',
  {
    EMPOWERMENT_CLOUD: 'Empowerment-cloud order (赋能云订单).',
    BASE_CLOUD: 'Base-cloud order (基地云订单).',
  },
);

export const AttributionEnum = enumType(
  'OrderAttribution',
  'Attribution of an order or an order line to a partner (归属).',
  {
    NONE: 'Attributed to no partner (未归属).',
    DISCOUNT:
      "Exclusive discount of the partner that the order used, or the seller's offer that answers the partner's demand.",
    AUTO: 'Automatic exclusive discount at payment (自动专属优惠).',
    SELECTED:
      'Partner that the customer selected at checkout, by hand or preselected by a link; common products only.',
  },
);

export const AttributionReasonEnum = enumType(
  'OrderAttributionReason',
  'Reason why an order or an order line is attributed to no partner.',
  {
    NOT_PAID_YET: 'Not paid yet; the attribution is determined at payment.',
    PARTNER_SUSPENDED: 'The selected partner was suspended at the payment (服务商停用).',
    NO_PARTNER_SELECTED: 'The customer selected no partner on the order page.',
    CUSTOMER_NOT_BOUND: 'The customer was not bound to the selected partner.',
    DISCOUNT_OF_ANOTHER_PARTNER:
      'The customer had an exclusive discount from another partner on the product.',
    DISCOUNT_IN_FORCE:
      'An exclusive discount of the partner on the product was in effect, and the line did not use it.',
    DISCOUNT_WITHIN_24_HOURS: 'An exclusive discount on the product was to start within 24 hours.',
    PRODUCT_NOT_COVERED: 'Common products have no automatic discount.',
  },
);

@ObjectType('Order', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Order of a customer (订单). A seller sees the amounts of its own lines only.',
})
export class OrderType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: ORD, the day, a running number (订单号).' })
  number!: string;

  @Field(() => OrderTypeEnum, { description: 'Kind of the order.' })
  orderType!: keyof typeof OrderTypeEnum;

  @Field(() => OrderProgramEnum, {
    nullable: true,
    description:
      'Program that subsidizes the order (政府补贴项目), as the upstream or operations named it; null for a usual order.',
  })
  program!: keyof typeof OrderProgramEnum | null;

  @Field(() => OrderStatusEnum, { description: 'State of the order as a whole.' })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => String, { description: 'Name of the customer at the time of the order.' })
  customerName!: string;

  @Field(() => AttributionEnum, {
    description:
      'Attribution of the order to a partner: that of its strongest line, DISCOUNT before AUTO before SELECTED. Each line states its own.',
  })
  attribution!: keyof typeof AttributionEnum;

  @Field(() => AttributionReasonEnum, {
    nullable: true,
    description: 'Reason why the order is attributed to no partner; null if it is attributed.',
  })
  attributionReason!: keyof typeof AttributionReasonEnum | null;

  @Field(() => MoneyType, { description: 'Sum of the list prices, including tax.' })
  listTotal!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Sum of the deal prices of the lines (成交价).',
  })
  dealTotal!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with vouchers, coupons and stored value.' })
  voucherTotal!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Part paid in cash (现金消费); only this part counts for the share.',
  })
  cashTotal!: MoneyType;

  @Field(() => scalar.dateTime, { description: 'Time at which the order was placed (下单时间).' })
  placedAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time until which the order can be paid; then it is canceled (支付截止时间). Null for orders that were placed upstream.',
  })
  paymentDueAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the payment was confirmed.',
  })
  paidAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the order was completed.',
  })
  completedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the order in the upstream system; null for orders placed here.',
  })
  upstreamOrderId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the order type as the upstream system reported it, for example "NEW" (KooGallery) or "1" (BSS); null for orders that it did not report.',
  })
  upstreamType!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the order state as the upstream system reported it last, for example "5" (BSS); null for orders that it did not report. `status` may differ.',
  })
  upstreamStatus!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which a report of the upstream system last changed the order (同步时间); null for orders that it did not report.',
  })
  syncedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
