import { z } from 'zod';
import { MoneyError, money } from '../../platform/money.ts';
import { NumberText } from './json.ts';

const problem = (context: z.RefinementCtx, code: string): never => {
  context.addIssue({ code: 'custom', params: { code } });
  return z.NEVER;
};

/** Amount of an upstream. */
export interface Amount {
  readonly fen: bigint;
  /** Decimal text in yuan as received, if it has more than two decimals; null otherwise. */
  readonly received: string | null;
}

export const NOTHING: Amount = { fen: 0n, received: null };

const number = z.union([z.number(), z.string(), z.instanceof(NumberText)]).transform(String);

/** An amount in yuan, as a number or text with any number of decimals; rounded to the fen. */
const yuan = number.transform((text, context): Amount => {
  try {
    return { fen: money.rounded(text), received: /\.\d{3,}$/.test(text) ? text : null };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return problem(context, 'NOT_AN_AMOUNT');
  }
});

/** Text; null if absent or empty, since some APIs write an empty text for no value. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value?.trim() || null);

/** An instant in UTC such as `2026-01-31T08:00:00Z`. */
const instant = z.string().transform((value, context) => {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  const at = new Date(isInstant ? value : Number.NaN);
  // Some dates roll over: 31 February is no instant.
  return isInstant && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value.slice(0, 19))
    ? at
    : problem(context, 'NOT_A_TIME');
});

/** An instant as `yyyyMMddHHmmss` in UTC. */
const digits = z.string().transform((value, context) => {
  const [, day = '', time = ''] = /^(\d{8})(\d{6})$/.exec(value) ?? [];
  const iso = `${day.replace(/^(....)(..)/, '$1-$2-')}T${time.replace(/^(..)(..)/, '$1:$2:')}Z`;
  const read = instant.safeParse(iso);
  return read.success ? read.data : problem(context, 'NOT_A_TIME');
});

/** A numeric code of the upstream, as number or text, in our word. */
const code = <W extends string>(words: Readonly<Record<string, W>>) =>
  z.union([z.number(), z.string()]).transform((value, context): W => {
    const word = Object.hasOwn(words, String(value)) ? words[String(value)] : undefined;
    return word ?? problem(context, 'UNKNOWN_CODE');
  });

const id = z.union([z.string().trim().min(1).max(128), z.number().int().transform(String)]);

/** The currency of the site; absent means the same. */
const currency = z
  .string()
  .nullish()
  .transform((value, context) =>
    value && value !== money.currency ? problem(context, 'OTHER_CURRENCY') : money.currency,
  );

/** The measure of amounts: `1`, yuan; absent means the same (domain §6.2). */
const measure = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value, context) =>
    value && String(value) !== '1' ? problem(context, 'OTHER_MEASURE') : null,
  );

const orNull = <S extends z.ZodType>(shape: S) =>
  z
    .preprocess((value) => (value === '' ? null : value), shape.nullish())
    .transform((value) => (value ?? null) as z.output<S> | null);

/** Fields of upstream rows. */
export const field = {
  id,
  text,
  number: number.transform((value) => value),
  integer: z.union([
    z.number().int(),
    z
      .string()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ]),
  yuan,
  /** An amount that is absent when it is zero. */
  yuanOrNothing: yuan.nullish().transform((value) => value ?? NOTHING),
  instant,
  digits,
  code,
  currency,
  measure,
  orNull,
};
