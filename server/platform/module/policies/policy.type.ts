import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../schema/scalars.ts';
import { NodeType } from '../../schema/types.ts';

@ObjectType('PolicyValue', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Value of a policy that an operator set, in force from an instant on.',
})
export class PolicyValueType extends NodeType {
  @Field(() => String, { description: 'Key of the policy.' })
  key!: string;

  @Field(() => DecimalScalar, { description: 'Value, in the unit of the policy.' })
  value!: string;

  @Field(() => DateTimeScalar, { description: 'Time from which the value applies.' })
  effectiveFrom!: Date;

  @Field(() => String, { description: 'Name of the operator who set the value.' })
  setBy!: string;

  @Field(() => String, { description: 'Reason that the operator gave.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Time at which the value was set.' })
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

  @Field(() => String, {
    description: 'Unit: minutes, hours, days, working days, months, count, fen, rate or flag.',
  })
  unit!: string;

  @Field(() => String, { description: 'Effect of the number.' })
  description!: string;

  @Field(() => DecimalScalar, { description: 'Value until an operator sets another one.' })
  default!: string;

  @Field(() => DecimalScalar, { description: 'Value in force now.' })
  value!: string;
}
