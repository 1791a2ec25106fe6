import { parse } from 'csv-parse/sync';
import type { CellValue } from 'hucre/xlsx';
import { refuse } from '../../../platform/errors.ts';
import { MANIFEST_FACTS, withoutManifest } from '../export/manifest.ts';
import { unzippedSize } from './zip-size.ts';

/** An uploaded table: its header, and its rows with their line in the file. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** A workbook may unpack to no more: a hundred thousand rows have two fifths of it. */
const MOST_UNZIPPED = 128 * 1024 * 1024;
const LONGEST_LINE = 100_000;
const MOST_COLUMNS = 100;
/** Lines that are read beyond the rows: the header, a manifest with its empty line, and one row too many. */
const MORE = MANIFEST_FACTS.length + 3;

/**
 * Reads a CSV file in UTF-8 or GB 18030, or the first sheet of a workbook, with at most `most` rows. Refuses with
 * IMPORT_UNREADABLE, IMPORT_EMPTY or IMPORT_TOO_MANY_ROWS.
 */
export async function readSheet(bytes: Buffer, kind: 'CSV' | 'XLSX', most: number): Promise<Sheet> {
  const lines = kind === 'CSV' ? csvLines(bytes, most) : await xlsxLines(bytes, most);
  const [first, ...rest] = withoutManifest(
    lines.filter(({ cells }) => cells.some((cell) => cell !== '')),
  );
  if (!first || rest.length === 0) throw refuse('IMPORT_EMPTY');
  if (rest.length > most) throw refuse('IMPORT_TOO_MANY_ROWS', null, { most });
  if (first.cells.length > MOST_COLUMNS) throw unreadable();
  return { header: first.cells, rows: rest };
}

type Lines = { line: number; cells: string[] }[];
const unreadable = () => refuse('IMPORT_UNREADABLE');

function csvLines(bytes: Buffer, most: number): Lines {
  try {
    const records = parse(textOf(bytes), {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_LINE,
      to: most + MORE,
      delimiter: [',', '\t', ';'],
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map(clean) }));
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('CSV_')) throw unreadable();
    throw error;
  }
}

/** Excel in China writes GB 18030. UTF-8 is tried first, because GB 18030 text is hardly ever valid UTF-8. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function xlsxLines(bytes: Buffer, most: number): Promise<Lines> {
  const size = unzippedSize(bytes);
  if (size === null || size > MOST_UNZIPPED) throw unreadable();
  const { streamXlsxRows } = await import('hucre/xlsx');
  const lines: Lines = [];
  try {
    for await (const { index, values } of streamXlsxRows(new Uint8Array(bytes), {
      maxRows: most + MORE,
    })) {
      if (values.length > MOST_COLUMNS || values.some(isTooLong)) throw unreadable();
      lines.push({ line: index + 1, cells: values.map(cellText) });
    }
  } catch {
    throw unreadable();
  }
  return lines;
}

const isTooLong = (value: CellValue): boolean =>
  typeof value === 'string' && value.length > LONGEST_LINE;

/** A cell as a person would type it: a date as its day. */
function cellText(value: CellValue): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null || typeof value === 'object' ? '' : clean(String(value));
}

/** Without the marks with which our own files protect a text from a spreadsheet. */
const clean = (text: string): string => text.replace(/^'(?=[=+\-@＝＋－＠])/, '').trim();
