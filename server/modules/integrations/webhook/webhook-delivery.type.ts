import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('WebhookDelivery', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'One attempt to deliver a message to a webhook (投递记录).',
})
export class WebhookDeliveryType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the attempt.' })
  createdAt!: Date;

  @Field(() => String, {
    description:
      'Value of the header `webhook-id`, the same in each attempt: the global id of the event; of a test, the global id of the delivery.',
  })
  messageId!: string;

  @Field(() => String, {
    description:
      'Type of the message, for example ExclusiveDiscount.submit; `webhook.test` of a test.',
  })
  type!: string;

  @Field(() => Int, { description: 'Number of the attempt, from 1.' })
  attempt!: number;

  @Field(() => Boolean, {
    description: 'Whether the receiver answered with a status from 200 to 299.',
  })
  isAccepted!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'HTTP status of the answer; null without an answer.',
  })
  statusCode!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the error, for example TIMED_OUT or ECONNREFUSED; null if the receiver answered in time.',
  })
  error!: string | null;

  @Field(() => Int, { description: 'Duration of the attempt in milliseconds.' })
  durationMs!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Beginning of the answer, at most 1 kB; null without an answer.',
  })
  answer!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next attempt that was planned after a failure; null if none was.',
  })
  nextTryAt!: Date | null;
}
