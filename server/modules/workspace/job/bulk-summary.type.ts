import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ParamType } from '../../../platform/schema/types.ts';

@ObjectType('BulkExample', { description: 'One of the rows that would be refused.' })
export class BulkExampleType {
  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its name; null when there is none in the reach of the viewer.',
  })
  label!: string | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the reason.' })
  params!: ParamType[];
}

@ObjectType('BulkRefusal', { description: 'Rows that would be refused for one reason.' })
export class BulkRefusalType {
  @Field(() => String, { description: 'Why, a code of the message catalog.' })
  code!: string;

  @Field(() => String, { description: 'Message in English, for the first of them.' })
  message!: string;

  @Field(() => Int, { description: 'How many rows.' })
  count!: number;

  @Field(() => [BulkExampleType], { description: 'The first three of them.' })
  examples!: BulkExampleType[];
}

@ObjectType('BulkSummary', { description: 'What would become of the rows of a bulk action.' })
export class BulkSummaryType {
  @Field(() => Int, { description: 'How many rows were chosen.' })
  total!: number;

  @Field(() => Int, { description: 'How many of them would be accepted.' })
  accepted!: number;

  @Field(() => Int, {
    description:
      'On how many everything was tried. Of the others, beyond the first two hundred, the buttons were asked, which know nothing of the input.',
  })
  tried!: number;

  @Field(() => [BulkRefusalType], { description: 'The others by reason, the most frequent first.' })
  refusals!: BulkRefusalType[];
}
