import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType, NodeType, ParamType, ReasonCodeEnum } from '../../../platform/schema/types.ts';

export const JobRowOutcomeEnum = enumType('JobRowOutcome', 'Outcome of a row of a job.', {
  WAITING: 'Not started yet (等待中).',
  READY: 'Checked; the import takes it over (可导入).',
  DONE: 'Done (已完成).',
  REFUSED: 'Refused by a rule (未执行).',
  FAILED: 'Failed because of an internal error (出错).',
  SKIPPED: 'Skipped because the job was stopped (已跳过).',
});

@ObjectType('JobRow', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Row of a job with its outcome.',
})
export class JobRowType extends NodeType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => String, {
    nullable: true,
    description: "Name of the object; null if it is outside the requester's scope.",
  })
  label!: string | null;

  @Field(() => Int, { description: 'Position among the rows of the job, from 1.' })
  position!: number;

  @Field(() => JobRowOutcomeEnum, { description: 'Outcome of the row.' })
  outcome!: keyof typeof JobRowOutcomeEnum;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Reason; UNKNOWN_REASON for a code that no longer exists.',
  })
  code!: keyof typeof ReasonCodeEnum | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the reason.' })
  params!: ParamType[];
}
