import { Field, ObjectType } from 'type-graphql';
import type { PolicyUnit } from '../../rules/policy.ts';
import { scalar } from '../../schema/scalars.ts';
import { enumType, NodeType } from '../../schema/types.ts';

export const PolicyUnitEnum = enumType('PolicyUnit', 'Unit of the value of a policy.', {
  MINUTES: 'Minutes.',
  HOURS: 'Hours.',
  DAYS: 'Days of 24 hours (自然日).',
  WORKING_DAYS: 'Mainland working days (工作日).',
  MONTHS: 'Calendar months.',
  DAY_OF_MONTH: 'Day of a month, from 1.',
  COUNT: 'Number.',
  PERCENT: 'Percentage, a whole number.',
  FEN: 'Money in its smallest unit (分).',
  RATE: 'Rate, 0 to 1.',
  FLAG: '1 for yes, 0 for no.',
} satisfies Record<PolicyUnit, string>);

@ObjectType('PolicyValue', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Value of a policy that an operator set, in force from an instant on.',
})
export class PolicyValueType extends NodeType {
  @Field(() => String, { description: 'Key of the policy.' })
  key!: string;

  @Field(() => scalar.decimal, { description: 'Value, in the unit of the policy.' })
  value!: string;

  @Field(() => scalar.dateTime, { description: 'Time from which the value applies.' })
  effectiveFrom!: Date;

  @Field(() => String, { description: 'Name of the operator who set the value.' })
  setBy!: string;

  @Field(() => String, { description: 'Reason that the operator gave.' })
  reason!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the value was set.' })
  createdAt!: Date;
}

@ObjectType('Policy', {
  simpleResolvers: true,
  description:
    'Number in the business rules that the site may set: a period, a limit, a rate (规则参数).',
})
export class PolicyType {
  @Field(() => String, { description: 'Stable key, for example "binding.invite".' })
  key!: string;

  @Field(() => PolicyUnitEnum, { description: 'Unit of the value.' })
  unit!: keyof typeof PolicyUnitEnum;

  @Field(() => String, { description: 'Effect of the number.' })
  description!: string;

  @Field(() => scalar.decimal, { description: 'Value until an operator sets another one.' })
  default!: string;

  @Field(() => scalar.decimal, { description: 'Value in force now.' })
  value!: string;
}
