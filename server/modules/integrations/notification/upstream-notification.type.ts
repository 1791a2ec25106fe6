import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, NodeType } from '../../../platform/schema/types.ts';

export const UpstreamNotificationStatusEnum = enumType(
  'UpstreamNotificationStatus',
  'State of a notification of the marketplace.',
  {
    RECEIVED: 'Stored and answered; its order is still to be read (待处理).',
    PROCESSED: 'Everything that it asks for is done (已处理).',
    FAILED:
      'Not processed within the time of the retries (处理失败): replay it once the cause is gone.',
    REFUSED: 'Signed, but answered with a code that is no success: nothing was done (已拒绝).',
  },
);

export const UpstreamActivityEnum = enumType(
  'UpstreamActivity',
  'Matter of a notification of the marketplace (通知类型).',
  {
    ORDER_NOTIFY: 'An order was paid: new, renewal, change or unsubscription (订单通知).',
    NEW_INSTANCE: 'An instance is to be created (新购开通). The answer names it.',
    QUERY_INSTANCE: 'Instances are asked for (查询实例).',
    REFRESH_INSTANCE: 'Renewal, end of a trial, or a renewal taken back (续费、试用转正、退续费).',
    INSTANCE_STATUS: 'An instance is frozen or unfrozen (冻结、解冻).',
    EXPIRE_INSTANCE: 'The period of an instance is over (到期).',
    RELEASE_INSTANCE: 'An instance is released (释放).',
    UPGRADE_INSTANCE: 'An instance is changed by a new order (变更).',
    TENANT_SYNC: 'Kit: a company is bound to an application (租户同步).',
    APPLICATION_SYNC: 'Kit: an application of a company (应用同步).',
    USER_SYNC: 'Kit: users of a company (用户授权同步).',
    DEPARTMENT_SYNC: 'Kit: one department of a company (组织部门增量同步).',
    DEPARTMENTS_SYNC: 'Kit: all departments of a company (组织部门全量同步).',
    OTHER: 'An activity that the product does not know (未知类型).',
  },
);

export const UpstreamProtocolEnum = enumType(
  'UpstreamProtocol',
  'Protocol of a notification of the marketplace (接口版本).',
  {
    V1: 'GET with `authToken` in the query (V1.0).',
    V2: 'POST of JSON with the signature in the query (V2.0).',
    KIT: 'POST of JSON with the signature in headers: companies and their users (联营 Kit).',
  },
);

export const UpstreamInstanceStateEnum = enumType(
  'UpstreamInstanceState',
  'State of an instance by the notifications of the marketplace.',
  {
    NORMAL: 'In use (正常).',
    FROZEN: 'Frozen after its period or for a violation (冻结).',
    EXPIRED: 'Its period is over (已到期).',
    RELEASED: 'Released: its data are gone (已释放).',
  },
);

@ObjectType('UpstreamInstance', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Instance of an order line as the marketplace steers it (实例). Order lines keep no such state.',
})
export class UpstreamInstanceType extends NodeType {
  @Field(() => String, { description: 'Id of the instance, that of the order line too.' })
  instanceId!: string;

  @Field(() => UpstreamInstanceStateEnum, { description: 'State of the instance.' })
  state!: keyof typeof UpstreamInstanceStateEnum;

  @Field(() => scalar.dateTime, { description: 'Time of the notification that set the state.' })
  stateAt!: Date;

  @Field(() => Boolean, { description: 'Whether a test of the seller created the instance.' })
  isTest!: boolean;

  @Field(() => scalar.dateTime, { description: 'Time at which the instance was created.' })
  createdAt!: Date;
}

@ObjectType('UpstreamNotification', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Notification that the marketplace signed and sent to a seller (云商店通知). The same matter, sent again, is the same notification. A request that is forged, late or a repetition is not stored.',
})
export class UpstreamNotificationType extends ActionableNode {
  @Field(() => UpstreamNotificationStatusEnum, { description: 'State of the notification.' })
  status!: keyof typeof UpstreamNotificationStatusEnum;

  @Field(() => UpstreamActivityEnum, { description: 'Matter of the notification.' })
  activity!: keyof typeof UpstreamActivityEnum;

  @Field(() => String, {
    description: 'Word of the request for the matter, such as `orderNotify`.',
  })
  activityName!: string;

  @Field(() => UpstreamProtocolEnum, { description: 'Protocol of the request.' })
  protocol!: keyof typeof UpstreamProtocolEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Order id of the marketplace; null without one.',
  })
  upstreamOrderId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Order line id of the marketplace; null without one.',
  })
  upstreamLineId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the instance; of several, the first one. Null without one.',
  })
  instanceId!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether a seller tests its interface (调测): answered as usual, and never an order.',
  })
  isTest!: boolean;

  @Field(() => String, {
    description:
      'Request as it was received: the body, in V1 the query without password and token. Fields that the marketplace encrypts stay encrypted. Empty some days after the end of the notification (policy `upstream.notification-keep`).',
  })
  raw!: string;

  @Field(() => scalar.dateTime, {
    description: 'Time at which the marketplace signed the notification first.',
  })
  sentAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the notification first arrived.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the notification last arrived.' })
  lastReceivedAt!: Date;

  @Field(() => Int, { description: 'Number of times that the notification arrived.' })
  deliveries!: number;

  @Field(() => String, {
    description: 'Result code of the answer (返回码): 000000 for success.',
  })
  resultCode!: string;

  @Field(() => Int, { description: 'Number of attempts to process the notification.' })
  attempts!: number;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next attempt; null unless RECEIVED.',
  })
  nextTryAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the notification was processed, refused or given up; null before it. While it is processed again, that of the former time.',
  })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Problem of the latest attempt: a reason such as SKU_UNKNOWN, or a code of the upstream such as CBC.0999. Null without one.',
  })
  problemCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Path of the value at fault, such as `lines.0.skuCode`; null without one.',
  })
  problemPath!: string | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
