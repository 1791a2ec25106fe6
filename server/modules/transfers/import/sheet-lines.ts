import { parse } from 'csv-parse/sync';
import type { CellValue } from 'hucre/xlsx';
import { unzippedSize } from './zip-size.ts';

/** A line of a table that is not empty, with its number in the file. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SheetFile {
  readonly bytes: Uint8Array;
  readonly kind: 'CSV' | 'XLSX';
  /** Lines after which the rest of the file is not read. */
  readonly most: number;
}

/** A workbook may unpack to no more: a hundred thousand rows have two fifths of it. */
const MOST_UNZIPPED = 128 * 1024 * 1024;
const LONGEST_LINE = 100_000;
const MOST_COLUMNS = 100;
/** Characters of all cells. A workbook names a long text once and shows it in a million cells. */
const MOST_TEXT = 64 * 1024 * 1024;
const CHUNK = 1_000;

class Unreadable extends Error {}

/** The lines of a CSV file in UTF-8 or GB 18030, or of the first sheet of a workbook, in chunks. */
export default async function* sheetLines({
  bytes,
  kind,
  most,
}: SheetFile): AsyncGenerator<readonly SheetLine[]> {
  const lines = kind === 'CSV' ? csvLines(bytes, most) : xlsxLines(bytes, most);
  let chunk: SheetLine[] = [];
  let characters = 0;
  for await (const { line, cells } of lines) {
    if (cells.length > MOST_COLUMNS) throw new Unreadable();
    characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (characters > MOST_TEXT) throw new Unreadable();
    if (cells.some((cell) => cell !== '')) chunk.push({ line, cells });
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

function* csvLines(bytes: Uint8Array, most: number): Generator<SheetLine> {
  const records = parse(textOf(bytes), {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    to: most,
    delimiter: [',', '\t', ';'],
  }) as unknown as { record: string[]; info: { lines: number } }[];
  for (const { record, info } of records) yield { line: info.lines, cells: record.map(clean) };
}

/** Excel in China writes GB 18030. UTF-8 is tried first, because GB 18030 text is hardly ever valid UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function* xlsxLines(bytes: Uint8Array, most: number): AsyncGenerator<SheetLine> {
  const size = unzippedSize(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (size === null || size > MOST_UNZIPPED) throw new Unreadable();
  const { streamXlsxRows } = await import('hucre/xlsx');
  for await (const { index, values } of streamXlsxRows(bytes, { maxRows: most })) {
    if (values.length > MOST_COLUMNS || values.some(isTooLong)) throw new Unreadable();
    yield { line: index + 1, cells: values.map(cellText) };
  }
}

const isTooLong = (value: CellValue): boolean =>
  typeof value === 'string' && value.length > LONGEST_LINE;

/** A cell as a person would type it: a date as its day. */
function cellText(value: CellValue): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null || typeof value === 'object' ? '' : clean(String(value));
}

/**
 * Without the marks with which our own files protect a text from a spreadsheet, and without null characters and halves
 * of characters, which PostgreSQL does not store.
 */
const clean = (text: string): string =>
  text
    .replace(/^'(?=[=+\-@＝＋－＠])/, '')
    .replaceAll('\0', '')
    .toWellFormed()
    .trim();
