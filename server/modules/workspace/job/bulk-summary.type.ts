import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ParamType, ReasonCodeEnum } from '../../../platform/schema/types.ts';

@ObjectType('BulkExample', {
  simpleResolvers: true,
  description: 'Example of a row that would be refused.',
})
export class BulkExampleType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Name of the object; null if it is outside the viewer's scope.",
  })
  label!: string | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the reason.' })
  params!: ParamType[];
}

@ObjectType('BulkRefusal', {
  simpleResolvers: true,
  description: 'Rows that would be refused for one reason.',
})
export class BulkRefusalType {
  @Field(() => ReasonCodeEnum, { description: 'Reason.' })
  code!: keyof typeof ReasonCodeEnum;

  @Field(() => String, { description: 'Message in English for the first of these rows.' })
  message!: string;

  @Field(() => Int, { description: 'Number of rows.' })
  count!: number;

  @Field(() => [BulkExampleType], { description: 'First three of these rows.' })
  examples!: BulkExampleType[];
}

@ObjectType('BulkSummary', {
  simpleResolvers: true,
  description: 'Expected outcome for the rows of a bulk action.',
})
export class BulkSummaryType {
  @Field(() => Int, { description: 'Number of rows chosen.' })
  total!: number;

  @Field(() => Int, { description: 'Number of rows that would be accepted.' })
  accepted!: number;

  @Field(() => Int, {
    description:
      'Number of rows that went through a complete dry run, at most 200. For further rows only `viewerActions` was evaluated, which does not consider the input.',
  })
  tried!: number;

  @Field(() => [BulkRefusalType], { description: 'Refused rows by reason, most frequent first.' })
  refusals!: BulkRefusalType[];
}
