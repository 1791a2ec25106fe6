import Big from 'big.js';
import { z } from 'zod/mini';
import { serverNow } from '../../lib/clock.ts';
import { fromDay, isoDay, lastDay, plusDays, untilDay } from '../../lib/dates.ts';

/** The terms of an authorization in a form; days are those of Shanghai, both included. */
export interface Terms {
  /** Fraction, such as "0.15". */
  shareRatio: string;
  /** Lowest share of the list price that a customer pays, such as "0.8". */
  payRate: string;
  validFrom: string | null;
  validUntil: string | null;
  maxCustomers: number | null;
  /** CNY in major units; '' for none. */
  maxCashPerMonth: string;
  /** Words to the other side. */
  note: string;
}

/** A year from today, which is what most are given for. */
export function newTerms(): Terms {
  const today = isoDay(serverNow());
  return {
    shareRatio: '',
    payRate: '',
    validFrom: today,
    validUntil: plusDays(today, 364),
    maxCustomers: null,
    maxCashPerMonth: '',
    note: '',
  };
}

const required = z.string().check(z.minLength(1, 'ui.form.required'));
const day = z.nullable(z.string()).check(z.refine((value) => value !== null, 'ui.form.required'));

export const termsShape = {
  shareRatio: required,
  payRate: required,
  validFrom: day,
  validUntil: day,
  maxCustomers: z.nullable(z.number()),
  maxCashPerMonth: z.string(),
  note: z.string().check(z.trim(), z.maxLength(500, 'error.TOO_LONG')),
};

/** Where the server's names of these fields differ from the form's. */
export const termsPaths = { minPayRate: 'payRate', floorPayRate: 'payRate', reason: 'note' };

/** The exclusive end that the form's last day means; the form has checked that there is one. */
export const endOf = ({ validUntil }: Pick<Terms, 'validUntil'>): string =>
  untilDay(validUntil ?? isoDay(serverNow()));

/** The start that the form's first day means; today means now. */
export const startOf = ({ validFrom }: Pick<Terms, 'validFrom'>): string | null =>
  validFrom && validFrom > isoDay(serverNow()) ? fromDay(validFrom) : null;

/** The limits as the mutations want them. */
export const capsOf = ({ maxCustomers, maxCashPerMonth }: Terms) => ({
  maxCustomers,
  maxCashPerMonth: maxCashPerMonth || null,
});

interface KnownTerms {
  shareRatio: string;
  payRate: string;
  validFrom: string;
  validUntil: string;
  maxCustomers?: number | null;
  maxCashPerMonth?: { amount: string } | null;
}

/** The form of terms that exist. A start that has passed becomes today. */
export function termsFrom(known: KnownTerms): Terms {
  const today = isoDay(serverNow());
  const from = isoDay(known.validFrom);
  const begun = from <= today;
  return {
    shareRatio: new Big(known.shareRatio).toString(),
    payRate: new Big(known.payRate).toString(),
    validFrom: begun ? today : from,
    validUntil: lastDay(known.validUntil),
    maxCustomers: known.maxCustomers ?? null,
    maxCashPerMonth: known.maxCashPerMonth?.amount ?? '',
    note: '',
  };
}
