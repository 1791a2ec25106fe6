import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, ReasonCodeEnum } from '../../../platform/schema/types.ts';
import { ImportTargetEnum } from '../../transfers/index.ts';
import { ImportColumnType } from '../import/import-column.type.ts';
import { JobRowOutcomeEnum } from './job-row.type.ts';

export const JobStatusEnum = enumType('JobStatus', 'State of a job.', {
  QUEUED: 'Waiting to start; can still be undone (排队中).',
  RUNNING: 'Running (执行中).',
  CHECKED: 'Import whose rows are checked; its requester decides (试运行完成，待导入).',
  SUCCEEDED: 'Every row was done (已完成).',
  PARTIAL: 'Some rows were done, others refused (部分完成).',
  FAILED: 'No row was done (失败).',
  CANCELLED: 'Stopped; rows already done stay done (已取消).',
  EXPIRED: 'Expired: not started within a day (已失效).',
});

export const JobKindEnum = enumType('JobKind', 'Kind of a job.', {
  BULK_ACTION: 'One command on many rows (批量操作).',
  UNDO: 'Restores the previous values of the rows of another job (撤销).',
  EXPORT: 'Writes the rows of a list to a file (导出).',
  IMPORT: 'Creates records from the rows of a file (导入).',
});

@ObjectType('JobResult', {
  simpleResolvers: true,
  description: 'Number of rows of a job with one outcome.',
})
export class JobResultType {
  @Field(() => JobRowOutcomeEnum, { description: 'Outcome of the rows.' })
  outcome!: keyof typeof JobRowOutcomeEnum;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Reason; UNKNOWN_REASON for a code that no longer exists.',
  })
  code!: keyof typeof ReasonCodeEnum | null;

  @Field(() => Int, { description: 'Number of rows.' })
  count!: number;
}

@ObjectType('Job', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Background job over many rows (任务).',
})
export class JobType extends ActionableNode {
  @Field(() => JobKindEnum, { description: 'Kind of the job.' })
  kind!: keyof typeof JobKindEnum;

  @Field(() => String, { description: 'Name of the mutation that runs on each row.' })
  action!: string;

  @Field(() => JobStatusEnum, {
    description: 'State; what the viewer may do about it is in `viewerActions`.',
  })
  status!: keyof typeof JobStatusEnum;

  @Field(() => Int, {
    description: 'Number of rows at the request. An export that has ended gives those of its file.',
  })
  total!: number;

  @Field(() => Int, { description: 'Number of finished rows, whatever their outcome.' })
  done!: number;

  @Field(() => String, { description: 'Name of the first row.' })
  label!: string;

  @Field(() => String, { description: 'Name of the requester.' })
  requesterName!: string;

  @Field(() => Boolean, { description: 'Whether the viewer requested the job.' })
  isMine!: boolean;

  @Field(() => scalar.dateTime, { description: 'Time at which the job was requested.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Latest time at which the job begins; a decision can be undone until then.',
  })
  startsAt!: Date;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which the job finished.' })
  finishedAt!: Date | null;

  @Field(() => [JobResultType], { description: 'Number of rows by outcome and reason.' })
  results!: JobResultType[];

  @Field(() => ImportTargetEnum, {
    nullable: true,
    description: 'Objects that an import makes; null for other jobs.',
  })
  target!: keyof typeof ImportTargetEnum | null;

  @Field(() => [ImportColumnType], {
    description: 'Columns of an imported file with their meaning; empty until it is read.',
  })
  mapping!: ImportColumnType[];

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the requester decided to import the checked rows.',
  })
  committedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
