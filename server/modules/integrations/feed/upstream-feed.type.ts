import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../../platform/schema/types.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';

export const UpstreamFeedStatusEnum = enumType('UpstreamFeedStatus', 'State of a feed.', {
  OK: 'The data are on time (正常).',
  LAGGING: 'The data are older than the target lag (滞后).',
  CIRCUIT_OPEN: 'The API fails; it is only tried from time to time (熔断).',
  OFF: 'Not called (未启用).',
});

@ObjectType('UpstreamFeed', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'One API of an account in an upstream system (数据来源).',
})
export class UpstreamFeedType extends ActionableNode {
  @Field(() => UpstreamApiEnum, { description: 'API that is called, or that calls.' })
  api!: keyof typeof UpstreamApiEnum;

  @Field(() => UpstreamFeedStatusEnum, { description: 'State of the feed.' })
  status!: keyof typeof UpstreamFeedStatusEnum;

  @Field(() => Boolean, {
    description:
      'Whether runs read the feed when it is due; otherwise the data come by other ways.',
  })
  isCalled!: boolean;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'End of the latest complete run (上次成功); null before it.',
  })
  lastSuccessAt!: Date | null;

  @Field(() => Int, {
    description:
      'Target lag in minutes (目标滞后): age at which the data are late; for daily data, counted from the time at which those of the day before are ready.',
  })
  targetLagMinutes!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Time of day in Asia/Shanghai at which the data of the day before are ready, for example 08:00 (T+1); null for data that change at any time.',
  })
  dailyAt!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time since which the data are late (数据截至已过期); null while they are on time.',
  })
  staleSince!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next run; null if none is planned.',
  })
  nextRunAt!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the next trial; null unless CIRCUIT_OPEN.',
  })
  probeAt!: Date | null;

  @Field(() => Int, { description: 'Failures since the latest success.' })
  failures!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the latest error, for example CBC.0999; null if none occurred.',
  })
  lastErrorCode!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the latest error; null if none occurred.',
  })
  lastErrorAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id that the upstream gave the request that failed latest; null if it gave none.',
  })
  lastErrorRequestId!: string | null;

  @Field(() => Int, {
    description: 'Requests per second that the upstream allows the account, for each API (配额).',
  })
  quotaPerSecond!: number;

  @Field(() => Int, {
    description:
      'Requests of the last minute, counted over all servers; of several APIs, those of the one that was called most (近一分钟用量).',
  })
  quotaUsed!: number;

  @Field(() => Int, {
    description: 'Requests per minute that the upstream allows the account, for each API.',
  })
  quotaAllowed!: number;

  @Field(() => Int, {
    description: 'Calls that wait for the quota now, in all servers (排队调用).',
  })
  waitingCalls!: number;

  @Field(() => Boolean, { description: 'Whether a run is going on.' })
  isRunning!: boolean;

  @Field(() => scalar.dateTime, { description: 'Time at which the feed was opened.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
