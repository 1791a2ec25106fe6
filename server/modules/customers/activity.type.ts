import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../platform/schema/types.ts';

const ViaEnum = enumType('Via', 'How somebody came in.', {
  PORTAL: 'Signed in to the portal.',
  API_KEY: 'By an API key.',
  LINK: 'By a one-time link from a mail, a QR code or a private link.',
  SYSTEM: 'The system itself: the clock, a background job.',
});

@ObjectType('Activity', {
  implements: NodeType,
  description: 'One thing that happened to an object: who, what, when and by which way (动态).',
})
export class ActivityType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  createdAt!: Date;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, { description: 'Name of the event, as in the mutation.' })
  event!: string;

  @Field(() => String, {
    nullable: true,
    description: 'State before, null when the object began with it.',
  })
  fromState!: string | null;

  @Field(() => String, { description: 'State after.' })
  toState!: string;

  @Field(() => String, { description: 'Name of who did it, as it was then.' })
  actorName!: string;

  @Field(() => ViaEnum, { description: 'By which way.' })
  via!: keyof typeof ViaEnum;

  @Field(() => String, {
    description: 'Id of the request, the same as in logs and error messages.',
  })
  requestId!: string;
}
