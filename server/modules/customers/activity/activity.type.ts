import { Field, ObjectType } from 'type-graphql';
import { ChangeType } from '../../../platform/schema/change.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';

export const ViaEnum = enumType('Via', 'Means of access of an actor.', {
  PORTAL: 'Session in the portal.',
  API_KEY: 'API key.',
  LINK: 'Link from a mail, a QR code or a private link.',
  SYSTEM: 'System: a clock event or a background job.',
});

@ObjectType('Activity', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'One event in the history of an object: actor, event, time and means of access (动态).',
})
export class ActivityType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the event.' })
  createdAt!: Date;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, { description: 'Name of the event, as in the name of its mutation.' })
  event!: string;

  @Field(() => String, {
    nullable: true,
    description: 'State before the event; null for the first event of the object.',
  })
  fromState!: string | null;

  @Field(() => String, { description: 'State after the event.' })
  toState!: string;

  @Field(() => String, { description: 'Name of the actor at the time of the event.' })
  actorName!: string;

  @Field(() => ViaEnum, { description: 'Means of access of the actor.' })
  via!: keyof typeof ViaEnum;

  @Field(() => String, {
    description: 'Id of the request, as in logs and error messages.',
  })
  requestId!: string;

  @Field(() => [ChangeType], {
    description: 'Fields that the event changed, without those that the viewer may not see.',
  })
  changes!: ChangeType[];
}
