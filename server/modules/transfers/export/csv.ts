import type { Value, ValueKind } from './values.ts';

/** Excel reads UTF-8 only behind a byte order mark. */
export const BOM = '\uFEFF';
const LINE = '\r\n';

/** First characters with which a spreadsheet takes a text for a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Digits that a spreadsheet would round or strip: long ids, telephone numbers, codes with leading zeros. */
const DIGITS = /^(\d{11,}|0\d+)$/;

/**
 * One cell by RFC 4180. A text that a spreadsheet would run gets an apostrophe; digits that are no number get a final
 * tab, which keeps them a text.
 */
export function csvCell(value: Value, kind: ValueKind): string {
  if (value === null) return '';
  if (kind === 'PERCENT' && /^[-\d]/.test(value)) return percentText(value);
  if (kind !== 'TEXT' && /^[-\d]/.test(value)) return value;
  const plain = FORMULA.test(value) ? `'${value}` : DIGITS.test(value) ? `${value}\t` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export const csvLine = (values: readonly Value[], kinds: readonly ValueKind[]): string =>
  values.map((value, i) => csvCell(value, kinds[i] ?? 'TEXT')).join(',') + LINE;

/** A share as percentage: "0.085" is "8.5%". Moves the decimal point of the text, so that no digit is lost. */
export function percentText(share: string): string {
  const sign = share.startsWith('-') ? '-' : '';
  const [whole = '0', decimals = ''] = share.replace('-', '').split('.');
  const shifted = `${whole}${decimals.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(2).replace(/0+$/, '');
  return `${sign}${shifted}${rest && `.${rest}`}%`;
}
