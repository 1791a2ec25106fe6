import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType, NodeType, ParamType } from '../../../platform/schema/types.ts';

export const JobRowOutcomeEnum = enumType('JobRowOutcome', 'What became of one row of a job.', {
  WAITING: 'Not yet begun (等待中).',
  DONE: 'Done (已完成).',
  REFUSED: 'Refused by a rule (未通过).',
  FAILED: 'Not done for a reason of our own (出错).',
  SKIPPED: 'Left out, because the job was stopped (已跳过).',
});

@ObjectType('JobRow', {
  implements: NodeType,
  description: 'One row of a job and what became of it.',
})
export class JobRowType extends NodeType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the object; null when there is none in the reach of who asked.',
  })
  label!: string | null;

  @Field(() => Int, { description: 'Place among the rows of the job, from 1.' })
  position!: number;

  @Field(() => JobRowOutcomeEnum, { description: 'What became of it.' })
  outcome!: keyof typeof JobRowOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'Why, a code of the message catalog.' })
  code!: string | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the reason.' })
  params!: ParamType[];
}
