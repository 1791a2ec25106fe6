import Big from 'big.js';
import { z } from 'zod/mini';
import { serverNow } from '../../../lib/clock.ts';
import { fromDay, isoDay, lastDay, laterDay, untilDay } from '../../../lib/dates.ts';
import { yearFrom } from '../../../lib/months.ts';
import { type Scope, scopeChecks, scopeShape } from './scope.ts';

/** The terms of an authorization in a form; days in Shanghai, both included. */
export interface Terms extends Scope {
  productId: string | null;
  shareRatio: string;
  /** Lowest share of the list price that a customer pays, such as "0.8"; '' for the product's rate. */
  payRate: string;
  validFrom: string | null;
  validUntil: string | null;
  maxCustomers: number | null;
  /** CNY in major units; '' for no limit. */
  maxCashPerMonth: string;
  note: string;
}

/** Terms of one year, the usual period, from the given day or today. */
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

/** Form values of existing terms. A past start becomes today. */
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

export interface Asks {
  /** For a new authorization: sale model of the product and possible levels. */
  goods?: { model: 'COMMON' | 'JOINT_OPERATION'; levels: readonly Scope['level'][] };
  /** A partner chooses from its customers; a seller names partner and customer. */
  side: 'PARTNER' | 'SELLER';
  /** The product's lowest rate is the default. */
  usualRate?: boolean;
}

const required = z.string().check(z.minLength(1, 'ui.form.required'));
const present = z.nullable(z.string()).check(z.refine((v) => v !== null, 'ui.form.required'));

export const termsSchema = ({ goods, side, usualRate }: Asks) =>
  z
    .object({
      productId: goods ? present : z.nullable(z.string()),
      ...scopeShape,
      shareRatio: required,
      payRate: usualRate ? z.string() : required,
      validFrom: present,
      validUntil: present,
      maxCustomers: z.nullable(z.number()),
      maxCashPerMonth: z.string(),
      note: z.string().check(z.trim(), z.maxLength(500, 'error.TOO_LONG')),
    })
    .check(...(goods ? scopeChecks(side) : []));

export const termsPaths = {
  floorPayRate: 'payRate',
  reason: 'note',
  'customer.name': 'customerName',
  'customer.cloudAccount': 'cloudAccount',
};

/** The exclusive end for the form's last day, which the form requires. */
export const endOf = ({ validUntil }: Pick<Terms, 'validUntil'>): string =>
  untilDay(validUntil ?? isoDay(serverNow()));

/** The start for the form's first day; today means now. */
export const startOf = ({ validFrom }: Pick<Terms, 'validFrom'>): string | null =>
  validFrom && validFrom > isoDay(serverNow()) ? fromDay(validFrom) : null;

export const capsOf = ({ maxCustomers, maxCashPerMonth }: Terms) => ({
  maxCustomers,
  maxCashPerMonth: maxCashPerMonth || null,
});
