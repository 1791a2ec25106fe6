import { Field, ID, ObjectType } from 'type-graphql';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';
import { DeadlineKindEnum } from './deadline.type.ts';

export const DeadlineOutcomeEnum = enumType(
  'DeadlineOutcomeKind',
  'Outcome of a deadline for the side that had to act.',
  {
    IN_TIME: 'The side acted before the deadline (按时).',
    LATE: 'The side acted after the deadline (逾期办理).',
    LAPSED: 'The deadline passed, and the side has not acted (到期未办).',
    WITHDRAWN: 'Another side or the system ended the matter before an answer (无需办理).',
  },
);

@ObjectType('DeadlineOutcome', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Ended deadline that a side had to meet, and its outcome (时限履约).',
})
export class DeadlineOutcomeType extends NodeType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => NodeType, {
    nullable: true,
    description: 'Object; null if the viewer does not see it.',
  })
  subject!: NodeType | null;

  @Field(() => String, { description: 'Name of the object.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Event that the clock triggers at expiry; null if nothing happens.',
  })
  event!: string | null;

  @Field(() => DeadlineKindEnum, { description: 'Unit in which the deadline was counted.' })
  kind!: keyof typeof DeadlineKindEnum;

  @Field(() => ActingSideEnum, { description: 'Side that had to act.' })
  actsSide!: keyof typeof ActingSideEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the deadline began.' })
  startedAt!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Time at which the deadline expired or would have.',
  })
  dueAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time of the answer or of the expiry.' })
  endedAt!: Date;

  @Field(() => DeadlineOutcomeEnum, { description: 'Outcome.' })
  outcome!: keyof typeof DeadlineOutcomeEnum;

  @Field(() => Boolean, { description: "Whether the viewer's side had to act." })
  isMine!: boolean;
}
