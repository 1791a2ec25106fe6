import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';
import { SupportTermsType } from '../checkout/support-terms.type.ts';
import { AttributionEnum, AttributionReasonEnum, OrderStatusEnum } from '../order/order.type.ts';

export const ShareStrategyEnum = enumType(
  'ShareStrategy',
  'Formula by which the settlement of a line follows from its amounts.',
  {
    OWN_SALE:
      "Sale by the partner itself: cash × share ratio, converted from the product's VAT to that of the service fee.",
    JOINT_SALE: 'Joint sale with the seller (联合销售): cash × share ratio, tax already included.',
    LEGACY_MARGIN:
      'Margin of former partners: (deal price − floor price) × share ratio, VAT converted.',
  },
);

export const SupervisionStatusEnum = enumType(
  'LineSupervisionStatus',
  'State of the service supervision (服务监管) of an order line.',
  {
    NOT_APPLICABLE: 'Not supervised (不涉及).',
    IN_PROGRESS: 'Under supervision (监管中).',
    COMPLETED: 'Accepted by the customer (已完成).',
  },
);

export const ChargingModeEnum = enumType(
  'ChargingMode',
  'Charging mode of an order line (计费模式).',
  {
    ONE_TIME: 'Paid once (一次性).',
    PERIOD: 'Paid by month or year (包年包月).',
    ON_DEMAND: 'Paid by use (按需).',
    ON_DEMAND_PKG: 'Package of use, paid in advance (按需套餐包); not refundable.',
  },
);

export const RefundKindEnum = enumType('RefundKind', 'Case of a refund (退订类型).', {
  NO_REASON:
    'Without a reason, within the days after activation that the policy `orders.no-reason-days` sets (无理由退订).',
  NEGOTIATED: 'Agreed with the seller during the guarantee period (协商退订).',
  RULING: 'Ruled by operations on an appeal (仲裁退款).',
});

export const RepaymentStatusEnum = enumType(
  'RepaymentStatus',
  'Repayment of an amount paid on credit.',
  {
    NOT_APPLICABLE: 'Not paid on credit.',
    OUTSTANDING: 'Not repaid (未还款).',
    REPAID: 'Repaid in full (已还款).',
  },
);

export const PerformanceEnum = enumType(
  'LinePerformance',
  'Part of an order line in the performance of its partner (业绩).',
  {
    COUNTED: 'Counts as performance (计入业绩).',
    REBOUND:
      'Sold within 6 months after the customer changed its partner: no performance (换绑未满 6 个月).',
    NOT_ASSOCIATED:
      'The customer was not bound to the partner at payment: no performance (非绑定客户).',
  },
);

@ObjectType('OrderLine', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Specification in an order, with the terms frozen at payment (订单行).',
})
export class OrderLineType extends NodeType {
  @Field(() => Int, { description: 'Position in the order, from 0.' })
  position!: number;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => OrderStatusEnum, {
    description: 'State of the line; after a refund it may differ from that of the order.',
  })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the specification at the time of the order.' })
  specificationName!: string;

  @Field(() => AttributionEnum, {
    description: 'Attribution of the line to a partner, decided at payment.',
  })
  attribution!: keyof typeof AttributionEnum;

  @Field(() => AttributionReasonEnum, {
    nullable: true,
    description: 'Reason why the line is attributed to no partner; null if it is attributed.',
  })
  attributionReason!: keyof typeof AttributionReasonEnum | null;

  @Field(() => ChargingModeEnum, { description: 'Charging mode of the line.' })
  chargingMode!: keyof typeof ChargingModeEnum;

  @Field(() => Int, {
    nullable: true,
    description:
      'Version of the support terms (服务支持条款) that the customer accepted; null for orders that were not placed here.',
  })
  termsVersion!: number | null;

  @Field(() => SupportTermsType, {
    nullable: true,
    description:
      'Support terms (服务支持条款) that the customer accepted at `placedAt`, in the accepted version; null for refunds and for orders that were not placed here.',
  })
  supportTerms!: SupportTermsType | null;

  @Field(() => String, {
    description: 'Id of what was bought; renewals, changes and refunds keep it (资源实例).',
  })
  instanceId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the line in the upstream system; null for orders placed here.',
  })
  upstreamLineId!: string | null;

  @Field(() => Int, { description: 'Quantity ordered.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'List price of the quantity, including tax.' })
  listPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description: 'Pay rate: share of the list price that was paid. 0.85 = 85 % (8.5 折).',
  })
  payRate!: string;

  @Field(() => MoneyType, {
    description:
      'Deal price of the quantity (成交价): list price × pay rate, rounded to the fen; where a net price was agreed, net price of one unit × quantity. Negative for a refund.',
  })
  dealPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with vouchers, coupons and stored value.' })
  voucher!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid in cash.' })
  cash!: MoneyType;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Share ratio of the partner, 0 to 1; null for customers and while none is agreed.',
  })
  shareRatio!: string | null;

  @Field(() => ShareStrategyEnum, {
    nullable: true,
    description:
      'Formula of the settlement; null for customers and while no share ratio is agreed.',
  })
  strategy!: keyof typeof ShareStrategyEnum | null;

  @Field(() => scalar.decimal, { description: 'Output VAT rate of the product, 0 to 1.' })
  vatRate!: string;

  @Field(() => SupervisionStatusEnum, {
    description: 'State of the service supervision (服务监管).',
  })
  supervision!: keyof typeof SupervisionStatusEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the customer accepted the service.',
  })
  supervisionCompletedAt!: Date | null;

  @Field(() => RepaymentStatusEnum, { description: 'Repayment of a purchase on credit.' })
  repayment!: keyof typeof RepaymentStatusEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the credit was repaid.',
  })
  repaidAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the line took effect; for a renewal, later than the payment (生效时间).',
  })
  effectiveAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'First instant after the service that the line pays for (服务到期时间): as the upstream reports it, else after the periods that were bought from the time it took effect. A renewal goes on from there. Null without a period, before it took effect and after a refund.',
  })
  serviceUntil!: Date | null;

  @Field(() => RefundKindEnum, {
    nullable: true,
    description: 'Case of the refund; null unless the line is a refund that was made here.',
  })
  refundKind!: keyof typeof RefundKindEnum | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the order was placed.' })
  placedAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;

  @Field(() => PerformanceEnum, {
    nullable: true,
    description:
      'Part of the line in the performance of its partner, decided at payment; null while unpaid, without a partner, and for sellers and customers.',
  })
  performance!: keyof typeof PerformanceEnum | null;
}
