import {
  Field,
  ID,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { CurrencyCodeScalar, DateTimeScalar, DecimalScalar } from './scalars.ts';

/** Rows carry the name of their type. */
const resolveType = (row: unknown): string => (row as { __typename: string }).__typename;

@InterfaceType('Node', { resolveType, description: 'Anything refetchable by its global id.' })
export abstract class NodeType {
  @Field(() => ID, { description: 'Global id: a type prefix, an underscore, a UUID.' })
  id!: string;
}

@ObjectType('Param', { description: 'A named value inside a message, for the client to format.' })
export class ParamType {
  @Field(() => String, { description: 'Name of the placeholder.' })
  key!: string;

  @Field(() => String, { description: 'Its value as text.' })
  value!: string;
}

@ObjectType('ViewerActionReason', { description: 'One reason why an action is disabled.' })
export class ViewerActionReasonType {
  @Field(() => String, { description: 'Code of the message catalog.' })
  code!: string;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the message.' })
  params!: ParamType[];
}

@ObjectType('ViewerAction', {
  description:
    'What the viewer may do to an object now. It drives every button; a disabled one says why.',
})
export class ViewerActionType {
  @Field(() => String, {
    description: 'Name of the event; the mutation is the type name followed by it.',
  })
  name!: string;

  @Field(() => Boolean, {
    description: 'Whether the command would be accepted now, its own input apart.',
  })
  enabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the first of its `reasons`; null when it is enabled.',
  })
  reasonCode!: string | null;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the first reason.' })
  reasonParams!: ParamType[];

  @Field(() => [ViewerActionReasonType], {
    description:
      'Every reason why it is disabled, the most important first; empty when it is enabled.',
  })
  reasons!: ViewerActionReasonType[];
}

@InterfaceType('Actionable', {
  description: 'An object with a life cycle that the viewer may act on.',
})
export abstract class ActionableType {
  @Field(() => [ViewerActionType], {
    description: "Every action of the viewer's role in this state.",
  })
  viewerActions!: ViewerActionType[];
}

@InterfaceType('UserError', {
  description:
    'An expected problem that the user can fix. It is data of the payload, not an error of the request.',
  resolveType: () => CommandErrorType,
})
export abstract class UserErrorType {
  @Field(() => String, {
    description: 'Stable code of the message catalog, for example BELOW_FLOOR.',
  })
  code!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field, null for the whole input.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'Message in English. Clients translate by the code.' })
  message!: string;

  @Field(() => [ParamType], { description: 'Values for the placeholders of the message.' })
  params!: ParamType[];
}

@ObjectType('CommandError', {
  implements: UserErrorType,
  description: 'A problem found by a command.',
})
export class CommandErrorType extends UserErrorType {}

@ObjectType('Money', { description: 'An amount with its currency (金额).' })
export class MoneyType {
  @Field(() => DecimalScalar, {
    description: 'Amount in major units with two decimals, for example "1234.50".',
  })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: 'Currency of the amount.' })
  currency!: string;
}

@ObjectType('Count', { description: 'A bounded count: exact up to 10,000, a floor beyond.' })
export class CountType {
  @Field(() => Int, { description: 'The count, at most 10,000.' })
  value!: number;

  @Field(() => Boolean, { description: 'False when there are more rows than the value says.' })
  isExact!: boolean;
}

@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
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
  description: 'Half-open range of instants: from, inclusive, until, exclusive.',
})
export class DateTimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant of the range.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant after the range.' })
  until?: Date | null;
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
 * Registers a closed set of words as a GraphQL enum; `words` maps each value to its description.
 * Returns the runtime object that fields and filters name as their type.
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
