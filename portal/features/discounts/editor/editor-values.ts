import Big from 'big.js';
import { z } from 'zod/mini';
import { daysBetween, fromDay, laterDay, plusDays, untilDay } from '../../../lib/dates.ts';

export const JUSTIFICATION = { min: 10, max: 1000 } as const;
export const NAME_MAX = 100;
export const NOTE_MAX = 1000;

/** One line of the form. The price that the person fixed is sent; the other is derived. */
export interface EditorLine {
  specificationId: string;
  pricedBy: 'RATE' | 'NET';
  /** Share paid as a decimal string, such as "0.85"; empty until typed. */
  payRate: string;
  netPrice: string;
}

export interface EditorValues {
  name: string;
  customerId: string | null;
  productId: string | null;
  lines: EditorLine[];
  validFrom: string | null;
  validUntil: string | null;
  note: string;
  /** Reason of a special commercial request; sent only when a price is below its floor. */
  justification: string;
}

export const emptyLine = (specificationId: string): EditorLine => ({
  specificationId,
  pricedBy: 'RATE',
  payRate: '',
  netPrice: '',
});

const required = <S extends z.ZodMiniType>(inner: S) =>
  inner.check(z.refine((value) => value !== null && value !== '', 'ui.form.required'));

const share = z.string().check(
  z.refine((rate) => rate !== '', 'ui.form.required'),
  z.refine((rate) => rate === '' || new Big(rate).gt(0), 'error.RATE_NOT_POSITIVE'),
  z.refine((rate) => rate === '' || new Big(rate).lte(1), 'error.RATE_ABOVE_ONE'),
);

/** Client-side checks. The server checks floors, overlaps, names and reviewers. */
export const editorSchema = z
  .object({
    name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required'), z.maxLength(NAME_MAX)),
    customerId: required(z.nullable(z.string())),
    productId: required(z.nullable(z.string())),
    lines: z
      .array(
        z.object({
          specificationId: z.string(),
          pricedBy: z.enum(['RATE', 'NET']),
          payRate: share,
          netPrice: z.string(),
        }),
      )
      .check(z.minLength(1, 'ui.discount.noLines')),
    validFrom: required(z.nullable(z.string())),
    validUntil: required(z.nullable(z.string())),
    note: z.string().check(z.maxLength(NOTE_MAX)),
    justification: z.string().check(z.maxLength(JUSTIFICATION.max)),
  })
  .check(
    z.refine((v) => !v.validFrom || !v.validUntil || v.validFrom <= v.validUntil, {
      error: 'error.END_BEFORE_START',
      path: ['validUntil'],
    }),
  );

const priceOf = ({ specificationId, pricedBy, payRate, netPrice }: EditorLine) =>
  pricedBy === 'NET' ? { specificationId, netPrice } : { specificationId, payRate };

/** A draft as mutation input: days become midnights in Shanghai, the end is exclusive. */
export const draftOf = (values: EditorValues) => ({
  name: values.name.trim(),
  lines: values.lines.map(priceOf),
  validFrom: fromDay(values.validFrom ?? ''),
  validUntil: untilDay(values.validUntil ?? ''),
  note: values.note.trim() || null,
});

/** Input of the quote for the complete values; null while incomplete. */
export function quoteOf(values: EditorValues, discountId: string | null) {
  const { customerId, productId, validFrom, validUntil } = values;
  const lines = values.lines.filter((line) => share.safeParse(line.payRate).success).map(priceOf);
  if (!customerId || !productId || lines.length === 0) return null;
  const period =
    validFrom && validUntil && validFrom <= validUntil
      ? { validFrom: fromDay(validFrom), validUntil: untilDay(validUntil) }
      : {};
  return { customerId, productId, lines, discountId, ...period };
}

/** Values of a renewal: from the day after the end of the original or from tomorrow, with the same length. */
export function moved(values: EditorValues, today: string): EditorValues {
  const { validFrom, validUntil } = values;
  if (!validFrom || !validUntil) return values;
  const after = plusDays(laterDay(validUntil, today), 1);
  return {
    ...values,
    validFrom: after,
    validUntil: plusDays(after, daysBetween(validFrom, validUntil)),
  };
}
