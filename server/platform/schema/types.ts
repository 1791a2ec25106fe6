import {
  Field,
  ID,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { money } from '../money.ts';
import { REASONS } from '../reasons.ts';
import { scalar } from './scalars.ts';

/** Rows carry the name of their type. */
const resolveType = (row: unknown): string => (row as { __typename: string }).__typename;

@InterfaceType('Node', {
  resolveType,
  description: 'Object that can be refetched by its global id.',
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Global id: a type prefix, an underscore, a UUID.' })
  id!: string;
}

@ObjectType('Param', {
  simpleResolvers: true,
  description: 'Named value of a placeholder in a message; the client formats it.',
})
export class ParamType {
  @Field(() => String, { description: 'Name of the placeholder.' })
  key!: string;

  @Field(() => String, { description: 'Value as text.' })
  value!: string;
}

export const ReasonCodeEnum = enumType(
  'ReasonCode',
  'Reason why a command or an action is refused. The descriptions are the messages in English.',
  REASONS,
);

@ObjectType('ViewerActionReason', {
  simpleResolvers: true,
  description: 'Reason why an action is disabled.',
})
export class ViewerActionReasonType {
  @Field(() => ReasonCodeEnum, { description: 'Reason.' })
  code!: keyof typeof ReasonCodeEnum;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the message.' })
  params!: ParamType[];
}

@ObjectType('ViewerAction', {
  simpleResolvers: true,
  description:
    'Action of the viewer on an object, as its state allows now. It drives a button; a disabled action carries its reasons.',
})
export class ViewerActionType {
  @Field(() => String, {
    description: "Name of the event; the mutation's name is the type followed by the event.",
  })
  name!: string;

  @Field(() => Boolean, {
    description: 'Whether the command would be accepted now, apart from its input.',
  })
  enabled!: boolean;

  @Field(() => ReasonCodeEnum, {
    nullable: true,
    description: 'Code of the first of `reasons`; null if the action is enabled.',
  })
  reasonCode!: keyof typeof ReasonCodeEnum | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the first reason.' })
  reasonParams!: ParamType[];

  @Field(() => [ViewerActionReasonType], {
    description:
      'Reasons why the action is disabled, most important first; empty if it is enabled.',
  })
  reasons!: ViewerActionReasonType[];
}

@InterfaceType('Actionable', {
  description: 'Object with a life cycle on which the viewer may act.',
})
abstract class ActionableType {
  @Field(() => [ViewerActionType], {
    description: "Actions of the viewer's role in this state, enabled and disabled.",
  })
  viewerActions!: ViewerActionType[];
}

/** Base of the types with a life cycle, which are `implements: ActionableNode.interfaces`. */
export abstract class ActionableNode extends NodeType implements ActionableType {
  static readonly interfaces = [NodeType, ActionableType];
  viewerActions!: ViewerActionType[];
}

@InterfaceType('UserError', {
  description:
    'Expected problem that the user can fix. It is data of the payload, not an error of the request.',
  resolveType: () => CommandErrorType,
})
export abstract class UserErrorType {
  @Field(() => ReasonCodeEnum, { description: 'Stable code, for example BELOW_FLOOR.' })
  code!: keyof typeof ReasonCodeEnum;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field; null if the problem concerns the whole input.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'Message in English; clients translate the code.' })
  message!: string;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the message.' })
  params!: ParamType[];
}

@ObjectType('CommandError', {
  simpleResolvers: true,
  implements: UserErrorType,
  description: 'Problem found by a command.',
})
export class CommandErrorType extends UserErrorType {}

export const CurrencyEnum = enumType(
  'Currency',
  'Currency of amounts, as an ISO 4217 code (币种).',
  { [money.currency]: 'Chinese yuan (人民币).' },
);

@ObjectType('Money', { simpleResolvers: true, description: 'Amount with its currency (金额).' })
export class MoneyType {
  @Field(() => scalar.decimal, {
    description: 'Amount in major units with two decimals, for example "1234.50".',
  })
  amount!: string;

  @Field(() => CurrencyEnum, { description: 'Currency of the amount.' })
  currency!: keyof typeof CurrencyEnum;
}

@ObjectType('Count', {
  simpleResolvers: true,
  description:
    'Bounded count: exact up to 10,000; of a search text, or of a filter that looks up other rows, up to 1,000; a lower bound beyond.',
})
export class CountType {
  @Field(() => Int, { description: 'Number of rows, at most 10,000.' })
  value!: number;

  @Field(() => Boolean, {
    description: 'Whether the value is exact; false if there are more rows.',
  })
  isExact!: boolean;
}

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Position of a page in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether rows follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether rows precede this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row, for `before`.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row, for `after`.' })
  endCursor!: string | null;
}

@InputType('DateTimeRange', {
  description: 'Half-open range of instants: `from` is inclusive, `until` exclusive.',
})
export class DateTimeRange {
  @Field(() => scalar.dateTime, { nullable: true, description: 'First instant of the range.' })
  from?: Date | null;

  @Field(() => scalar.dateTime, { nullable: true, description: 'First instant after the range.' })
  until?: Date | null;
}

@InputType('MonthRange', {
  description: 'Half-open range of months: `from` is inclusive, `until` exclusive.',
})
export class MonthRange {
  @Field(() => scalar.month, { nullable: true, description: 'First month of the range.' })
  from?: string | null;

  @Field(() => scalar.month, { nullable: true, description: 'First month after the range.' })
  until?: string | null;
}

export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Direction of an ordering.',
  valuesConfig: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
  },
});

/**
 * Registers a fixed set of words as a GraphQL enum; `words` maps each value to its description. Returns the runtime
 * object that fields and filters use as their type.
 */
export function enumType<const T extends Record<string, string>>(
  name: string,
  description: string,
  words: T,
): { readonly [K in keyof T & string]: K } {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(words).map(([word, text]) => [word, { description: text }]),
    ),
  });
  return values as { readonly [K in keyof T & string]: K };
}
