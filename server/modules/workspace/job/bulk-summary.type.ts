import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumType, MoneyType, ParamType, ReasonCodeEnum } from '../../../platform/schema/types.ts';

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

export const BulkWorthKindEnum = enumType(
  'BulkWorthKind',
  'Amount that says what the rows of a bulk action are worth (涉及金额).',
  {
    SOLD_LAST_YEAR:
      "Sales of the viewer's organization to these customers, of these products where the rows name one, in this month and the eleven months before, less refunds (近 12 个月成交). A sale counts once.",
    LIST_TOTAL: 'List totals of the discounts, including tax (目录价).',
    NET_TOTAL: 'Net totals of the discounts, including tax (净价).',
    EXPECTED_AMOUNT: 'Expected amounts of the demands, where known (预计金额).',
    SETTLEMENT: 'Settlement amounts, including tax (结算金额).',
  },
);

@ObjectType('BulkWorth', {
  simpleResolvers: true,
  description: 'Amount that the rows of a bulk action are worth.',
})
export class BulkWorthType {
  @Field(() => BulkWorthKindEnum, { description: 'Meaning of the amount.' })
  kind!: keyof typeof BulkWorthKindEnum;

  @Field(() => MoneyType, { description: 'Sum over the rows.' })
  amount!: MoneyType;
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

  @Field(() => [BulkWorthType], {
    description:
      "Worth of the rows that would be accepted; empty where the viewer's side has no figure for them.",
  })
  worth!: BulkWorthType[];

  @Field(() => [BulkRefusalType], { description: 'Refused rows by reason, most frequent first.' })
  refusals!: BulkRefusalType[];
}
