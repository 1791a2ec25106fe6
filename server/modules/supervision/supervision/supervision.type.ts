import { Field, Int, ObjectType } from 'type-graphql';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';
import { SupervisionTemplateEnum } from '../../catalog/index.ts';

/** Nodes of the flows, which are states as well. */
const NODE_WORDS = {
  AWAIT_REQUIREMENT: 'The customer submits the requirement (待提交需求).',
  AWAIT_CONFIRM: 'The seller confirms or rejects the requirement (待确认需求).',
  AWAIT_ID: 'The customer submits the system or hardware id (待提交识别码).',
  AWAIT_CLAIM: 'The customer claims the authorization code (待领取授权码).',
  AWAIT_ACTIVATION: 'The seller activates the license (待激活).',
  AWAIT_PROOF: 'The seller uploads the proof of activation (待上传激活凭证).',
  IMPLEMENTING: 'The seller implements: delivery, or draft of a website (实施中).',
  AWAIT_DRAFT_CONFIRM: 'The customer confirms or rejects the draft (待确认设计稿).',
  BUILDING: 'The seller builds the website (建站中).',
  DEPLOYING: 'The platform or the seller deploys the package (部署中).',
  AWAIT_SHIPMENT: 'The seller ships the hardware (待发货).',
  HUAWEI_REVIEW: 'Operations review the delivery of a subsidized order (华为云复核中).',
  AWAIT_ACCEPTANCE: 'The customer accepts or rejects the delivery (待验收).',
} as const;

export const SupervisionNodeEnum = enumType(
  'SupervisionNodeName',
  'Node of a supervised delivery.',
  NODE_WORDS,
);

export const SupervisionStatusEnum = enumType('SupervisionStatus', 'State of a supervision.', {
  ...NODE_WORDS,
  FROZEN: 'An appeal is open; neither side can act and the deadlines are paused (申诉冻结).',
  COMPLETED: 'Accepted (已完成).',
  REFUNDED: 'Ended by an appeal with a refund (已退款).',
  CLOSED: 'Ended because the order was refunded (已关闭).',
});

export const SupervisionAcceptanceEnum = enumType(
  'SupervisionAcceptance',
  'Way in which a supervision was completed.',
  {
    CUSTOMER: 'The customer accepted.',
    AUTOMATIC: "The clock accepted hardware some days after the carrier's sign-off (自动验收).",
    FLOW: 'The last step of the flow completed it, without an acceptance.',
    APPEAL: 'An appeal was decided so (强制完成).',
  },
);

@ObjectType('Supervision', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Supervised delivery of one order line, from payment to acceptance (服务监管). While it runs, the line is not billed and a negotiated refund is possible.',
})
export class SupervisionType extends ActionableNode {
  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => String, { description: 'Name of the customer at the time of the order.' })
  customerName!: string;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the specification at the time of the order.' })
  specificationName!: string;

  @Field(() => Int, { description: 'Quantity ordered.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'Deal price of the line.' })
  dealPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'Part of the line that was paid in cash.' })
  cash!: MoneyType;

  @Field(() => SupervisionTemplateEnum, { description: 'Service-flow template (服务流模板).' })
  template!: keyof typeof SupervisionTemplateEnum;

  @Field(() => Boolean, {
    description:
      'Whether operations review the delivery before the acceptance (华为云复核): `program` of the order is set, and the template has a review.',
  })
  isReviewed!: boolean;

  @Field(() => SupervisionStatusEnum, {
    description: 'State; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof SupervisionStatusEnum;

  @Field(() => ActingSideEnum, {
    nullable: true,
    description: 'Side in turn; null while the flow is frozen and after its end.',
  })
  actsSide!: keyof typeof ActingSideEnum | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Event that leads to the next node, as in the name of its mutation; null while frozen and after the end.',
  })
  nextEvent!: string | null;

  @Field(() => scalar.dateTime, {
    description:
      "Begin of the current node's clock. A pause moves it, so that the elapsed time does not count the pause; while frozen, the elapsed time ends at `frozenAt`.",
  })
  clockSince!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time by which the side in turn should act, past or future: promise, automatic acceptance, or the time at which the node counts as stalled.',
  })
  dueAt!: Date | null;

  @Field(() => scalar.dateTime, { description: 'Time of payment, from which the promise counts.' })
  paidAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description:
      'Promised delivery time in days of 24 hours (平均交付时长); null for a product without one.',
  })
  promisedDays!: number | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Promised time of delivery: payment plus `promisedDays`, moved by pauses (承诺交付时间).',
  })
  deliverBy!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the delivery that waits for review or acceptance, or was accepted.',
  })
  deliveredAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether the promised time passed before the delivery (已超承诺时长).',
  })
  isOverdue!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the side in turn has not acted for several days (停滞).',
  })
  isStalled!: boolean;

  @Field(() => Int, { description: 'Number of rejected acceptances (验收驳回次数).' })
  rejectionCount!: number;

  @Field(() => String, { nullable: true, description: 'Reason of the last rejected acceptance.' })
  rejectionReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the last rejected acceptance.',
  })
  rejectedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which a party last reminded the side in turn (催办).',
  })
  nudgedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which an appeal froze the flow; null unless frozen.',
  })
  frozenAt!: Date | null;

  @Field(() => SupervisionNodeEnum, {
    nullable: true,
    description: 'Node at which an appeal froze the flow; null unless frozen.',
  })
  frozenNode!: keyof typeof SupervisionNodeEnum | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Recipient of the hardware (收货人); null for other sides than customer and seller, and for the session of a link that has not proven itself (`customerProve`).',
  })
  recipientName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Phone of the recipient; null where `recipientName` is.',
  })
  recipientPhone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Shipping address; null where `recipientName` is.',
  })
  shippingAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'Carrier of the hardware (承运方).' })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: 'Tracking number of the carrier (运单号).' })
  trackingNumber!: string | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the shipment.' })
  shippedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the recipient signed for the hardware, first condition of the automatic acceptance (承运方签收).',
  })
  signedOffAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the recipient's phone equals the order's, second condition of the automatic acceptance (签收电话一致); null before the sign-off.",
  })
  isPhoneConfirmed!: boolean | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which hardware counts as accepted (自动验收时间); null unless both conditions hold.',
  })
  autoAcceptAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'System or hardware id for which an ID code is made out (识别码).',
  })
  systemId!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the customer claimed the authorization code; from then on no negotiated refund is possible.',
  })
  claimedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Actual activation (实际开通时间); null: the acceptance counts.',
  })
  activatedAt!: Date | null;

  @Field(() => SupervisionAcceptanceEnum, {
    nullable: true,
    description: 'Way in which the supervision was completed; null unless COMPLETED.',
  })
  acceptance!: keyof typeof SupervisionAcceptanceEnum | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time of the completion.' })
  completedAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the end, by completion, refund or closing.',
  })
  endedAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the log is complete and unchanged: every line matches its hash and place (哈希链完整).',
  })
  isLogIntact!: boolean;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
