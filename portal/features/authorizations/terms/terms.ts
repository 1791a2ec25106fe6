import Big from 'big.js';
import { z } from 'zod/mini';
import { serverNow } from '../../../lib/clock.ts';
import { fromDay, isoDay, lastDay, laterDay, untilDay } from '../../../lib/dates.ts';
import { yearFrom } from '../../../lib/months.ts';
import { type Whom, whomChecks, whomShape } from './whom.ts';

/** The terms of an authorization in a form; days are those of Shanghai, both included. */
export interface Terms extends Whom {
  productId: string | null;
  /** Fraction, such as "0.15". */
  shareRatio: string;
  /** Lowest share of the list price that a customer pays, such as "0.8"; '' for that of the product. */
  payRate: string;
  validFrom: string | null;
  validUntil: string | null;
  maxCustomers: number | null;
  /** CNY in major units; '' for none. */
  maxCashPerMonth: string;
  /** Words to the other side. */
  note: string;
}

/** A year from a day, which is what most are given for; today without one. */
export function newTerms(first = isoDay(serverNow())): Terms {
  return {
    productId: null,
    level: 'PARTNER',
    partnerId: null,
    customerId: null,
    customerName: '',
    cloudAccount: '',
    shareRatio: '',
    payRate: '',
    validFrom: first,
    validUntil: yearFrom(first),
    maxCustomers: null,
    maxCashPerMonth: '',
    note: '',
  };
}

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
  return {
    ...newTerms(laterDay(isoDay(known.validFrom), isoDay(serverNow()))),
    shareRatio: new Big(known.shareRatio).toString(),
    payRate: new Big(known.payRate).toString(),
    validUntil: lastDay(known.validUntil),
    maxCustomers: known.maxCustomers ?? null,
    maxCashPerMonth: known.maxCashPerMonth?.amount ?? '',
  };
}

/** What a dialog asks for beside share, rate and end. */
export interface Asks {
  /** For a new one: on which kind of product, and for whom it can be. */
  goods?: { model: 'COMMON' | 'JOINT_OPERATION'; levels: readonly Whom['level'][] };
  /** A partner has its customers in a list; a seller names partner and customer. */
  side: 'PARTNER' | 'SELLER';
  /** The product's own lowest rate holds where none is named. */
  usualRate?: boolean;
}

const required = z.string().check(z.minLength(1, 'ui.form.required'));
const present = z.nullable(z.string()).check(z.refine((v) => v !== null, 'ui.form.required'));

/** What can be checked without the server. */
export const termsSchema = ({ goods, side, usualRate }: Asks) =>
  z
    .object({
      productId: goods ? present : z.nullable(z.string()),
      ...whomShape,
      shareRatio: required,
      payRate: usualRate ? z.string() : required,
      validFrom: present,
      validUntil: present,
      maxCustomers: z.nullable(z.number()),
      maxCashPerMonth: z.string(),
      note: z.string().check(z.trim(), z.maxLength(500, 'error.TOO_LONG')),
    })
    .check(...(goods ? whomChecks(side) : []));

/** Where the server's names of these fields differ from the form's. */
export const termsPaths = {
  minPayRate: 'payRate',
  floorPayRate: 'payRate',
  reason: 'note',
  'customer.name': 'customerName',
  'customer.cloudAccount': 'cloudAccount',
};

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
