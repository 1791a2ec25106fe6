import { Field, ID, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';
import { ActivityType } from '../../customers/index.ts';

@ObjectType('Event', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Event of an object, in the feed that programs follow (事件).',
})
export class EventType extends ActivityType {
  @Field(() => scalar.dateTime, {
    description:
      "Time at which the event was recorded, by the database's clock. Unlike `createdAt`, it is the order of the feed.",
  })
  recordedAt!: Date;

  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object in its present state; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => String, { description: 'Name of the object at the time of the event.' })
  label!: string;
}
