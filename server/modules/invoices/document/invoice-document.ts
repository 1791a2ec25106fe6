import { refuse } from '../../../platform/errors.ts';

export const DOCUMENT_FORMATS = ['XML', 'OFD', 'PDF'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Fields of an electronic invoice as its file has them. A field that the file lacks is absent; amounts are in yuan. */
export interface InvoiceDocument {
  readonly kind?: 'VAT_SPECIAL' | 'VAT_ORDINARY';
  readonly number?: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn?: string;
  readonly sellerTitle?: string;
  readonly sellerTaxNumber?: string;
  readonly purchaserTitle?: string;
  readonly purchaserTaxNumber?: string;
  readonly netAmount?: string;
  readonly taxAmount?: string;
  readonly amount?: string;
  /** 0 to 1. */
  readonly vatRate?: string;
}

/** Reasons why a file is not read as an invoice. */
export type Unreadable =
  | 'MALFORMED'
  | 'NOT_AN_INVOICE'
  | 'TOO_LARGE'
  | 'HAS_ENTITIES'
  | 'SEVERAL_RATES';

/** The refusal of a file that is no readable invoice, at the field of the files. */
export const unreadable = (why: Unreadable) =>
  refuse('INVOICE_FILE_UNREADABLE', 'attachmentIds', { why });

/** Full-width and half-width forms of a sign are the same in titles: （ and (. */
export const sameText = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** Removes fields without a value. */
export const given = (
  document: {
    readonly [K in keyof InvoiceDocument]: InvoiceDocument[K] | undefined;
  },
): InvoiceDocument =>
  Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined && value !== ''),
  );

/** "2026-11-27 10:21:00", "2026年11月27日" and "20261127" → "2026-11-27". */
export function dayOf(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})\D?(\d{2})\D?(\d{2})/.exec(text?.trim() ?? '') ?? [];
  return year && `${year}-${month}-${day}`;
}

/** "¥ 1,125.66" → "1125.66"; undefined for anything but a plain amount. */
export function amountOf(text: string | undefined): string | undefined {
  const [, amount] =
    /^[¥￥]?\s*(-?\d+(?:\.\d{1,2})?)$/.exec(text?.replaceAll(',', '').trim() ?? '') ?? [];
  return amount;
}

/** "6%" and "0.06" → "0.06". */
export function rateOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const [, percent] = /^(\d{1,2}(?:\.\d{1,4})?)\s*%$/.exec(trimmed) ?? [];
  if (percent) return String(Math.round(Number(percent) * 10_000) / 1_000_000);
  return /^0\.\d{1,6}$/.test(trimmed) ? String(Number(trimmed)) : undefined;
}

/** The kind by its printed name; ordinary invoices contain 普通, special ones 专用. */
export function kindOf(text: string | undefined): InvoiceDocument['kind'] {
  if (text?.includes('普通')) return 'VAT_ORDINARY';
  return text?.includes('专用') ? 'VAT_SPECIAL' : undefined;
}
