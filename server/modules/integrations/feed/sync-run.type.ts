import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../../platform/schema/types.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';

export const SyncRunOutcomeEnum = enumType('SyncRunOutcome', 'Outcome of a run of a feed.', {
  RUNNING: 'Going on (同步中).',
  SUCCEEDED: 'Read to the end (同步完成).',
  FAILED: 'Ended by an error; the next run continues after its last page (同步失败).',
});

@ObjectType('SyncRun', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'One run of a feed (同步记录). Its figures grow with each page.',
})
export class SyncRunType extends NodeType {
  @Field(() => UpstreamApiEnum, { description: 'API that was read.' })
  api!: keyof typeof UpstreamApiEnum;

  @Field(() => SyncRunOutcomeEnum, { description: 'Outcome.' })
  outcome!: keyof typeof SyncRunOutcomeEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the person who asked for the run; null for a planned one.',
  })
  requestedBy!: string | null;

  @Field(() => scalar.dateTime, { description: 'Start of the run.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'End of the run; null while it goes on.',
  })
  finishedAt!: Date | null;

  @Field(() => Int, { description: 'Number of pages read.' })
  pages!: number;

  @Field(() => Int, { description: 'Number of rows read.' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Number of rows that changed something.' })
  rowsWritten!: number;

  @Field(() => Int, { description: 'Number of rows that changed nothing.' })
  rowsUnchanged!: number;

  @Field(() => Int, { description: 'Number of rows put into quarantine (隔离).' })
  rowsQuarantined!: number;

  @Field(() => Int, { description: 'Number of differences found (差异).' })
  differences!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of rows that the upstream counts; null if it does not say.',
  })
  total!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the error, for example CBC.0999; null unless FAILED.',
  })
  errorCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id that the upstream gave the request that failed; null if it gave none.',
  })
  errorRequestId!: string | null;
}
