import { Field, ID, ObjectType } from 'type-graphql';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const DeadlineKindEnum = enumType('DeadlineKind', 'Unit in which a deadline is counted.', {
  CALENDAR_DAYS: 'Days of 24 hours (自然日).',
  BUSINESS_DAYS: 'Mainland working days, make-up days included (工作日).',
  INSTANT: 'Fixed instant.',
});

export const PauseReasonEnum = enumType('PauseReason', 'Reason for which a deadline is paused.', {
  APPEAL: 'An appeal about the object is open (申诉处理中).',
  REFUND: 'A request to refund the line is open (退订处理中).',
  DISPUTE: 'A dispute of a bill line is open (明细异议处理中).',
});

@ObjectType('Deadline', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Running deadline of an object: time, side that must act, and consequence of expiry (时限).',
})
export class DeadlineType extends NodeType {
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
    description: 'Event that the clock triggers at expiry; null for a mere reminder.',
  })
  event!: string | null;

  @Field(() => DeadlineKindEnum, { description: 'Unit in which the deadline is counted.' })
  kind!: keyof typeof DeadlineKindEnum;

  @Field(() => scalar.dateTime, {
    description: 'Time since which the object waits: the deadline was set (等待起点).',
  })
  createdAt!: Date;

  @Field(() => scalar.dateTime, { description: 'Time at which the deadline expires.' })
  dueAt!: Date;

  @Field(() => Boolean, {
    description:
      'Whether `dueAt` is provisional: it was counted in working days of a year whose holiday plan is not published yet, so Monday to Friday were counted (放假安排未公布).',
  })
  isProvisional!: boolean;

  @Field(() => String, { description: 'State of the object after expiry.' })
  onExpiry!: string;

  @Field(() => ActingSideEnum, {
    nullable: true,
    description: 'Side that must act; null if the clock itself triggers the event.',
  })
  actsSide!: keyof typeof ActingSideEnum | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Amount of the object; null if it has none.',
  })
  amount!: MoneyType | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the deadline was paused; null while it runs. A paused deadline (已暂停) does not expire; on resuming, `dueAt` moves so that the time left stays the same.',
  })
  pausedSince!: Date | null;

  @Field(() => PauseReasonEnum, {
    nullable: true,
    description: 'Reason for the pause; null while the deadline runs.',
  })
  pauseReason!: keyof typeof PauseReasonEnum | null;
}
