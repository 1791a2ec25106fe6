import { Readable } from 'node:stream';
import type { CellValue } from 'hucre/xlsx';
import type { Value, ValueKind } from './values.ts';

/** Rows of a worksheet, by the limits of Excel. */
export const SHEET_ROWS = 1_048_576;
/** Excel keeps fifteen digits of a number; a longer one stays exact as text. */
const NUMBER_DIGITS = 15;

const FORMATS: Readonly<Record<ValueKind, string | undefined>> = {
  TEXT: undefined,
  NUMBER: undefined,
  MONEY: '#,##0.00',
  PERCENT: '0.00######%',
  DATE: 'yyyy-mm-dd',
  DATE_TIME: 'yyyy-mm-dd hh:mm',
};
const WIDTHS: Readonly<Record<ValueKind, number>> = {
  TEXT: 24,
  NUMBER: 12,
  MONEY: 16,
  PERCENT: 12,
  DATE: 12,
  DATE_TIME: 18,
};

export function xlsxCell(value: Value, kind: ValueKind): CellValue {
  if (value === null || kind === 'TEXT' || !/^[-\d]/.test(value)) return value;
  // The serial number of a cell has no zone: the wall clock of Asia/Shanghai is written as UTC.
  if (kind === 'DATE') return new Date(`${value}T00:00:00Z`);
  if (kind === 'DATE_TIME') return new Date(`${value.replace(' ', 'T')}:00Z`);
  return value.replace(/\D/g, '').replace(/^0+/, '').length > NUMBER_DIGITS ? value : Number(value);
}

/** Writes a workbook with one sheet while its rows arrive. Text is never read as a formula: cells are typed. */
export const xlsxStream = (...table: Parameters<typeof chunks>): Readable =>
  Readable.from(chunks(...table));

async function* chunks(
  name: string,
  columns: readonly { readonly header: string; readonly kind: ValueKind }[],
  rows: AsyncIterable<CellValue[]>,
): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  yield* writeXlsxStream(rows, {
    name: sheetName(name),
    columns: columns.map(({ header, kind }) => {
      const numFmt = FORMATS[kind];
      return { header, width: WIDTHS[kind], ...(numFmt !== undefined && { numFmt }) };
    }),
    freezePane: { rows: 1 },
  });
}

/** Excel refuses some characters in the name of a sheet, and names over 31 characters. */
const sheetName = (name: string): string =>
  [...name.replace(/[\\/*?:[\]]/g, ' ').trim()].slice(0, 31).join('') || 'Sheet1';
