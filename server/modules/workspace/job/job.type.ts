import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/schema/scalars.ts';
import {
  ActionableType,
  enumType,
  NodeType,
  type ViewerActionType,
} from '../../../platform/schema/types.ts';
import { JobRowOutcomeEnum } from './job-row.type.ts';

export const JobStatusEnum = enumType('JobStatus', 'State of a job.', {
  QUEUED: 'Waits; nothing has happened and it can be taken back (排队中).',
  RUNNING: 'At work (执行中).',
  SUCCEEDED: 'Every row was done (已完成).',
  PARTIAL: 'Some rows were done, others refused (部分完成).',
  FAILED: 'No row was done (失败).',
  CANCELLED: 'Stopped; rows done before stay done (已取消).',
  EXPIRED: 'Waited for more than a day and was not begun any more (已失效).',
});

export const JobKindEnum = enumType('JobKind', 'What a job does.', {
  BULK_ACTION: 'One command on many rows (批量操作).',
  UNDO: 'Gives the rows of another job back what they had (撤销).',
});

@ObjectType('JobResult', { description: 'How many rows of a job came to one end.' })
export class JobResultType {
  @Field(() => JobRowOutcomeEnum, { description: 'What became of them.' })
  outcome!: keyof typeof JobRowOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'Why, a code of the message catalog.' })
  code!: string | null;

  @Field(() => Int, { description: 'How many rows.' })
  count!: number;
}

@ObjectType('Job', {
  implements: [NodeType, ActionableType],
  description: 'Work on many rows that goes on in the background (任务).',
})
export class JobType extends NodeType implements ActionableType {
  viewerActions!: ViewerActionType[];

  @Field(() => JobKindEnum, { description: 'What it does.' })
  kind!: keyof typeof JobKindEnum;

  @Field(() => String, { description: 'Name of the mutation that runs on each row.' })
  action!: string;

  @Field(() => JobStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof JobStatusEnum;

  @Field(() => Int, { description: 'How many rows it has, fixed when it was asked for.' })
  total!: number;

  @Field(() => Int, { description: 'How many rows have come to their end, whatever it was.' })
  done!: number;

  @Field(() => String, { description: 'Name of its first row.' })
  label!: string;

  @Field(() => String, { description: 'Who asked for it.' })
  requesterName!: string;

  @Field(() => Boolean, { description: 'Whether the viewer asked for it.' })
  isMine!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When it begins at the latest; a decision can be taken back until then.',
  })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it came to its end.' })
  finishedAt!: Date | null;

  @Field(() => [JobResultType], { description: 'Its rows by what became of them and why.' })
  results!: JobResultType[];

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
