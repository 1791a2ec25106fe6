import { Field, ObjectType } from 'type-graphql';
import { CurrencyEnum, enumType } from './types.ts';

const ChangeKindEnum = enumType('ChangeKind', 'Form of the values of a change.', {
  TEXT: 'Text as entered, or a whole number.',
  MONEY: 'Amount as decimal text in `currency`.',
  PAY_RATE: 'Share of the list price that is paid, as decimal text without trailing zeros.',
  SHARE: 'Share ratio, as decimal text without trailing zeros.',
  INSTANT: 'Instant in the form of `DateTime`.',
  END: 'First instant after a period, in the form of `DateTime`.',
  WORD: 'Value of the enum `words`.',
});
export type ChangeKind = keyof typeof ChangeKindEnum;

@ObjectType('Change', {
  simpleResolvers: true,
  description: 'Former and new value of one field (字段变更).',
})
export class ChangeType {
  @Field(() => String, { description: "Name of the field, as in the object's SDL type." })
  field!: string;

  @Field(() => ChangeKindEnum, { description: 'Form of both values.' })
  kind!: keyof typeof ChangeKindEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Former value, exact; null without one.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'New value, exact; null without one.' })
  after!: string | null;

  @Field(() => CurrencyEnum, {
    nullable: true,
    description: 'Currency of the values; null unless the kind is MONEY.',
  })
  currency!: keyof typeof CurrencyEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the enum of the values; null unless the kind is WORD.',
  })
  words!: string | null;
}
