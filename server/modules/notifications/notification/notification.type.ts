import { Field, ID, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('Notification', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Notification to the viewer about an event that concerns them (通知).',
})
export class NotificationType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the event.' })
  createdAt!: Date;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => String, { description: 'Name of the object at the time of the event.' })
  label!: string;

  @Field(() => String, {
    description:
      'Event, as in the state machine of the type; `remind-7`: the end is 7 days ahead; `remind-late`: it has passed; `deadline-moved`: a holiday plan moved the deadline.',
  })
  event!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the actor; null if the clock triggered the event.',
  })
  actorName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the viewer marked it as read; null while it is unread (未读).',
  })
  readAt!: Date | null;
}
