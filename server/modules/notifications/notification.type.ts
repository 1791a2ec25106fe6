import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { NodeType } from '../../platform/schema/types.ts';

@ObjectType('Notification', {
  implements: NodeType,
  description: 'What the viewer is told of an event in affairs of their own (通知).',
})
export class NotificationType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'Time of the event.' })
  createdAt!: Date;

  @Field(() => String, { description: 'SDL type of the object that it happened to.' })
  subjectType!: string;

  @Field(() => ID, { description: 'Global id of that object.' })
  subjectId!: string;

  @Field(() => String, { description: 'Name of that object as people saw it then.' })
  label!: string;

  @Field(() => String, {
    description: 'Event, as in the state machine of the type; `remind-7`: its end is 7 days ahead.',
  })
  event!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who caused it; null when it was a matter of time.',
  })
  actorName!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the viewer marked it as read; null while it is unread (未读).',
  })
  readAt!: Date | null;
}
