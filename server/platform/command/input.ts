import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { z } from 'zod';
import type { Params, UserError } from '../errors.ts';
import { attachment } from '../files/attachment.read.ts';
import { globalId } from '../ids.ts';
import type { Reads } from '../read/declare.ts';
import { isReason, type ReasonCode } from '../reasons.ts';
import { inputObject } from '../schema/declare.ts';
import { RoleEnum } from '../schema/role.ts';
import { scalar } from '../schema/scalars.ts';
import { Role, type RoleWord } from '../viewer.ts';

export interface InputField<T> {
  readonly type: () => object;
  readonly description: string;
  readonly nullable: boolean;
  readonly schema: z.ZodType<T>;
  /** Objects that a validated value names and the caller must see. */
  names(value: T): readonly NamedObject[];
}

export interface NamedObject {
  readonly to: () => Reads;
  readonly id: string;
}
export type InputFields = Readonly<Record<string, InputField<unknown>>>;
export type Values<F extends InputFields> = {
  [K in keyof F]: F[K] extends InputField<infer T> ? T : never;
};

export interface InputShape<T> {
  readonly type: new () => object;
  readonly schema: z.ZodType<T>;
  readonly fields: InputFields;
  names(values: T): readonly NamedObject[];
}

export const reason = (code: ReasonCode): ReasonCode => code;

const validated = <T>(
  type: () => object,
  description: string,
  schema: z.ZodType<T>,
): InputField<T> => ({
  type,
  description,
  schema,
  nullable: false,
  names: () => [],
});

/** The optional form of a field; absent and null both give undefined. */
const optional = <T>(inner: InputField<T>): InputField<T | undefined> => ({
  ...inner,
  nullable: true,
  schema: z.preprocess((value) => value ?? undefined, inner.schema.optional()) as z.ZodType<
    T | undefined
  >,
  names: (value) => (value === undefined ? [] : inner.names(value)),
});

/** Id of a visible object, as a UUID; else BAD_USER_INPUT or NOT_FOUND. `unseen` says why a command skips the check. */
const idOf = (
  to: () => Reads,
  description: string,
  { unseen }: { unseen?: string } = {},
): InputField<string> => ({
  ...validated(
    () => GraphQLID,
    description,
    z.string().transform((value) => globalId.decode(to().spec.id, value)),
  ),
  names: (id) => (unseen === undefined ? [{ to, id }] : []),
});

/** A visible character: neither a space nor an invisible mark. */
const VISIBLE = /[^\p{C}\p{Z}]/u;
/** A lone surrogate, a control character other than line break and tab, or a mark that changes the reading direction. */
const UNREADABLE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;

interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** Trimmed text of `min` to `max` characters. Error codes: BLANK, TOO_SHORT, TOO_LONG, INVALID_FORMAT. */
const text = (
  description: string,
  { min = 1, max = 200, pattern = /^/ }: TextRule = {},
): InputField<string> =>
  validated(
    () => GraphQLString,
    description,
    z
      .string()
      .trim()
      .refine((value) => VISIBLE.test(value), { error: reason('BLANK'), abort: true })
      .min(min, { error: reason('TOO_SHORT'), abort: true })
      .max(max, { error: reason('TOO_LONG'), abort: true })
      .refine((value) => !UNREADABLE.test(value) && pattern.test(value), reason('INVALID_FORMAT')),
  );

const mailAddress = (description: string): InputField<string> =>
  validated(
    () => GraphQLString,
    description,
    z
      .string()
      .trim()
      .toLowerCase()
      .max(254, reason('TOO_LONG'))
      .pipe(z.email(reason('INVALID_MAIL'))),
  );

/** Telephone number: at least five digits, hyphens and spaces, also with a leading plus sign; at most 30 characters. */
const phone = (description: string): InputField<string> =>
  text(description, { max: 30, pattern: /^\+?[\d -]{5,}$/ });

const integer = (
  description: string,
  { min, max }: { min: number; max: number },
): InputField<number> =>
  validated(
    () => GraphQLInt,
    description,
    z.number().min(min, reason('OUT_OF_RANGE')).max(max, reason('OUT_OF_RANGE')),
  );

const flag = (description: string): InputField<boolean> =>
  validated(() => GraphQLBoolean, description, z.boolean());

const decimal = (description: string): InputField<string> =>
  validated(() => scalar.decimal, description, z.string());

const instantOf = (description: string): InputField<Date> =>
  validated(() => scalar.dateTime, description, z.date(reason('INVALID_DATE')));

const wordOf = <T extends string>(
  words: Readonly<Record<string, T>>,
  description: string,
): InputField<T> =>
  validated(
    () => words,
    description,
    // zod infers the words with another type.
    z.enum(Object.values(words) as [T, ...T[]]) as unknown as z.ZodType<T>,
  );

/** Calendar day in Asia/Shanghai: "2026-11-25". */
const dayOf = (description: string): InputField<string> =>
  validated(() => scalar.date, description, z.string());

const role = (description: string): InputField<Role> =>
  validated(
    () => RoleEnum,
    description,
    wordOf<RoleWord>(RoleEnum, description).schema.transform(Role.ofWord),
  );

const listOf = <T>(
  inner: InputField<T>,
  { min = 0, max }: { min?: number; max: number },
): InputField<T[]> => ({
  ...validated(
    () => [inner.type()],
    inner.description,
    z.array(inner.schema).min(min, reason('BLANK')).max(max, reason('TOO_MANY')),
  ),
  names: (values) => values.flatMap((value) => inner.names(value)),
});

const objectOf = <T>(shape: () => InputShape<T>, description: string): InputField<T> => ({
  ...validated(
    () => shape().type,
    description,
    z.lazy(() => shape().schema),
  ),
  names: (values) => shape().names(values),
});

/** Ids of uploaded files (`att_…`), without repetition. `attach` gives them to the command's object. */
const attachmentsOf = (
  description: string,
  { min = 0, max }: { min?: number; max: number },
): InputField<string[]> => {
  const inner = listOf(
    idOf(() => attachment, description),
    { min, max },
  );
  return { ...inner, schema: inner.schema.transform((ids) => [...new Set(ids)]) };
};

/** Optimistic lock of a command on an object. */
const version = optional(
  integer('Version that the caller last read; a stale one is refused.', {
    min: 1,
    max: 2_147_483_647,
  }),
);

/** Reason that a person gives for a step, at most 500 characters. */
const reasonOf = (description: string): InputField<string> => text(description, { max: 500 });

/** Input fields by their kinds: `field.text('Title.', { max: 100 })`. */
export const field = {
  id: idOf,
  text,
  reason: reasonOf,
  mailAddress,
  phone,
  integer,
  flag,
  decimal,
  instant: instantOf,
  day: dayOf,
  role,
  word: wordOf,
  list: listOf,
  object: objectOf,
  attachments: attachmentsOf,
  optional,
  version,
};

/** A rule on the values of an input. Values that break it are refused with the code, at the field. */
export interface InputRule<T> {
  readonly code: ReasonCode;
  readonly field: string;
  holds(values: T): boolean;
}

export const withRule = <T>(shape: InputShape<T>, rule: InputRule<T>): InputShape<T> => ({
  ...shape,
  schema: shape.schema.refine(rule.holds, { error: rule.code, path: [rule.field] }),
});

export function inputShape<F extends InputFields>(
  name: string,
  description: string,
  fields: F,
): InputShape<Values<F>> {
  const type = inputObject(
    name,
    description,
    Object.entries(fields).map(([key, value]) => ({ name: key, ...value })),
  );
  const schema = z.object(
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value.schema])),
  );
  return {
    type,
    // The shape is built field by field, which zod's types cannot express.
    schema: schema as unknown as z.ZodType<Values<F>>,
    fields,
    names: (values) =>
      Object.entries(fields).flatMap(([key, value]) => value.names(values[key as keyof F])),
  };
}

export const inputErrors = ({ issues }: z.ZodError): UserError[] =>
  issues.map(({ message, path, ...limits }) => ({
    // Messages of declared validations are codes; any other message means a wrong format.
    code: isReason(message) ? message : 'INVALID_FORMAT',
    field: path.map(String),
    params: limitsOf(limits),
  }));

function limitsOf(issue: object): Params {
  const { minimum, maximum } = issue as { minimum?: number; maximum?: number };
  return {
    ...(typeof minimum === 'number' ? { minimum } : {}),
    ...(typeof maximum === 'number' ? { maximum } : {}),
  };
}
