import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../schema/scalars.ts';
import { NodeType } from '../../schema/types.ts';

@ObjectType('PolicyValue', {
  implements: NodeType,
  description: 'A value that an operator gave a policy, in force from an instant on.',
})
export class PolicyValueType extends NodeType {
  @Field(() => String, { description: 'Key of the policy.' })
  key!: string;

  @Field(() => DecimalScalar, { description: 'The value, in the unit of the policy.' })
  value!: string;

  @Field(() => DateTimeScalar, { description: 'From when it holds.' })
  effectiveFrom!: Date;

  @Field(() => String, { description: 'Who set it.' })
  setBy!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When it was set.' })
  createdAt!: Date;
}

@ObjectType('Policy', {
  description: 'A number of the rules that the site may set: a period, a limit, a rate (规则参数).',
})
export class PolicyType {
  @Field(() => String, { description: 'Stable key, for example "binding.invite".' })
  key!: string;

  @Field(() => String, {
    description:
      'What it is counted in: minutes, hours, days, working days, months, count, fen, rate, flag.',
  })
  unit!: string;

  @Field(() => String, { description: 'What it decides.' })
  description!: string;

  @Field(() => DecimalScalar, { description: 'The value as long as nobody set another.' })
  default!: string;

  @Field(() => DecimalScalar, { description: 'The value in force now.' })
  value!: string;
}
