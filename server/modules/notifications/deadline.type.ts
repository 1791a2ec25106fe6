import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const DeadlineKindEnum = enumType('DeadlineKind', 'How a deadline is counted.', {
  CALENDAR_DAYS: 'Natural days of 24 hours (自然日).',
  BUSINESS_DAYS: 'Mainland working days, make-up days included (工作日).',
  INSTANT: 'A fixed instant.',
});

export const ActingSideEnum = enumType('ActingSide', 'Side that must act before a deadline.', {
  PARTNER: 'The customer service provider.',
  SELLER: 'The seller.',
  OPERATOR: 'Marketplace operations (运营).',
  CUSTOMER: 'The customer.',
});

@ObjectType('Deadline', {
  implements: NodeType,
  description:
    'A running clock of an object: until when, who must act, what happens otherwise (时限).',
})
export class DeadlineType extends NodeType {
  @Field(() => ID, { description: 'Global id of the object the clock belongs to.' })
  subjectId!: string;

  @Field(() => String, { description: 'SDL type of that object.' })
  subjectType!: string;

  @Field(() => String, { description: 'Name of that object as people see it.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the clock does then; null when it only reminds.',
  })
  event!: string | null;

  @Field(() => DeadlineKindEnum, { description: 'How it is counted.' })
  kind!: keyof typeof DeadlineKindEnum;

  @Field(() => DateTimeScalar, { description: 'When time is up.' })
  dueAt!: Date;

  @Field(() => Boolean, {
    description:
      'Whether `dueAt` is provisional: it was counted in working days and falls in a year whose holiday plan is not published yet; Monday to Friday were counted (放假安排未公布).',
  })
  isProvisional!: boolean;

  @Field(() => String, { description: 'State of the object afterwards.' })
  onExpiry!: string;

  @Field(() => ActingSideEnum, {
    nullable: true,
    description: "Who must act; null when it is the clock's own.",
  })
  actsSide!: keyof typeof ActingSideEnum | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount at stake, when there is one.' })
  amount!: MoneyType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it stands still; null while it runs.',
  })
  pausedSince!: Date | null;
}
