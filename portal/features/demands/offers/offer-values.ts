import { z } from 'zod/mini';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { yearFrom } from '../../../lib/months.ts';

export interface OfferLine {
  specificationId: string;
  /** Share of the list price that the customer pays; '' leaves the specification out. */
  payRate: string;
}

export interface OfferValues {
  name: string;
  productId: string | null;
  customers: { cloudAccount: string; name: string }[];
  lines: OfferLine[];
  shareRatio: string;
  floorPayRate: string;
  validFrom: string | null;
  validUntil: string | null;
  note: string;
}

/** The demand that an offer answers. */
export interface AnsweredDemand {
  id: string;
  version: number;
  number: string;
  customer: string;
  partner: string;
  product: { id: string; label: string };
  expectedShareRatio: string;
  maxShareRatio: string;
}

/** Values of a new offer of one year; an answer takes product and share of its demand. */
export function firstOffer(demand: AnsweredDemand | null): OfferValues {
  const today = isoDay(serverNow());
  return {
    name: demand ? `${demand.customer} · ${demand.product.label}` : '',
    productId: demand?.product.id ?? null,
    customers: [{ cloudAccount: '', name: '' }],
    lines: [],
    shareRatio: demand ? String(Number(demand.expectedShareRatio)) : '',
    floorPayRate: '',
    validFrom: today,
    validUntil: yearFrom(today),
    note: '',
  };
}

const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const present = z.nullable(z.string()).check(z.refine((v) => v !== null, 'ui.form.required'));

export const offerSchema = (answers: boolean) =>
  z.object({
    name: required.check(z.maxLength(100, 'error.TOO_LONG')),
    productId: present,
    customers: z.array(
      answers
        ? z.object({ cloudAccount: z.string(), name: z.string() })
        : z.object({ cloudAccount: required, name: required }),
    ),
    lines: z
      .array(z.object({ specificationId: z.string(), payRate: z.string() }))
      .check(z.refine((lines) => lines.some(({ payRate }) => payRate !== ''), 'ui.form.required')),
    shareRatio: answers ? required : z.string(),
    floorPayRate: z.string(),
    validFrom: present,
    validUntil: present,
    note: z.string().check(z.trim(), z.maxLength(1000, 'error.TOO_LONG')),
  });
