import { Field, Int, ObjectType } from 'type-graphql';
import { RoleEnum } from '../../../platform/schema/role.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';

export const WebhookEndpointStatusEnum = enumType('WebhookEndpointStatus', 'State of a webhook.', {
  ENABLED: 'Events are delivered as they happen (已启用).',
  FAILING: 'The receiver did not accept the last event, which is tried again (投递失败重试中).',
  PAUSED: 'Paused by a person: events wait until it is resumed (已暂停).',
  DISABLED: 'Disabled by the system: events wait until a person resumes it (已停用).',
  DELETED: 'Deleted, and its secrets erased (已删除).',
});

export const WebhookDisabledReasonEnum = enumType(
  'WebhookDisabledReason',
  'Reason why the system disabled a webhook.',
  {
    NOT_ACCEPTED: 'The receiver accepted an event in none of the attempts of several days.',
    GONE: 'The receiver answered with the status 410: it wants no further events.',
    CREATOR: 'The member within whose rights it reads left or changed role.',
  },
);

@ObjectType('WebhookEndpoint', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Webhook (事件推送): an address of the organization to which the events of `events` are sent, signed and in their order. The secret itself is shown once.',
})
export class WebhookEndpointType extends ActionableNode {
  @Field(() => String, { description: 'Purpose of the webhook, as its creator states it.' })
  name!: string;

  @Field(() => String, { description: 'Address to which events are sent by POST.' })
  url!: string;

  @Field(() => WebhookEndpointStatusEnum, { description: 'State of the webhook.' })
  status!: keyof typeof WebhookEndpointStatusEnum;

  @Field(() => RoleEnum, {
    description:
      'Role in which the webhook reads events: it is sent what a key in this role reads.',
  })
  role!: keyof typeof RoleEnum;

  @Field(() => [String], {
    description: 'SDL types of the objects whose events are sent; empty for all.',
  })
  subjectTypes!: string[];

  @Field(() => [String], { description: 'Names of the events that are sent; empty for all.' })
  events!: string[];

  @Field(() => scalar.dateTime, { description: 'Time at which the webhook was created.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Recording time (`recordedAt`) of the last event that was delivered or left out.',
  })
  deliveredUntil!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the receiver last accepted an event; null before the first.',
  })
  lastDeliveredAt!: Date | null;

  @Field(() => Int, { description: 'Number of failed attempts at the next event.' })
  attempts!: number;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next attempt; null unless an attempt failed.',
  })
  nextTryAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the first failed attempt at the next event; null without one.',
  })
  failingSince!: Date | null;

  @Field(() => WebhookDisabledReasonEnum, {
    nullable: true,
    description: 'Reason why the system disabled the webhook; null unless DISABLED.',
  })
  disabledReason!: keyof typeof WebhookDisabledReasonEnum | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'End of the rotation: until then, messages are also signed with the former secret. Null without a rotation.',
  })
  formerSecretUntil!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which a test was requested that is not sent yet; null without one.',
  })
  testRequestedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
